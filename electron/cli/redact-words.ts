/** What the verbs of redaction have in common: a person's words, and the list as lines. */
import { type RedactedPerson, type RedactionList, tokenOf } from '../../shared/redaction/person';
import type { VerbCall } from './verb';
import { optionList } from './words';

export const PERSON_OPTIONS = {
  name: { type: 'string' },
  address: { type: 'string', multiple: true },
  word: { type: 'string', multiple: true },
} as const;

export interface PersonValues {
  readonly addresses: readonly string[];
  readonly words: readonly string[];
}

export function personValues(call: VerbCall): PersonValues {
  return { addresses: optionList(call, 'address'), words: optionList(call, 'word') };
}

/** A list as `--json` gives it: with the tokens. */
export function listJson({ persons }: RedactionList): readonly object[] {
  return persons.map((person) => ({ token: tokenOf(person), ...person }));
}

export function listLines({ persons }: RedactionList): readonly string[] {
  return persons.length === 0 ? ['The list is empty.'] : persons.flatMap(personLines);
}

function personLines(person: RedactedPerson): readonly string[] {
  const { name, addresses, words, reason } = person;
  return [
    `${tokenOf(person)}${name === '' ? '' : `  ${name}`}${reason === '' ? '' : `  (${reason})`}`,
    ...addresses.map((address) => `    address  ${address}`),
    ...words.map((word) => `    word     ${word}`),
  ];
}
