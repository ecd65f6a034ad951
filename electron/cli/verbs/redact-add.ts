import { FailureError } from '../../../shared/contract/failure';
import { personNumber, type RedactedPerson, type RedactionList } from '../../../shared/redaction/person';
import { recordedOrSame } from '../../../shared/wording/recorded';
import { changeRedaction, redactionList } from '../../engine/session/change-redaction';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { listJson, listLines, PERSON_OPTIONS, personValues } from '../redact-words';
import type { Verb, VerbCall } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredPositional } from '../words';

export const redactAdd: Verb = {
  usage: 'DIR [PERSON] [--name N] [--address A]… [--word W]… [--reason R] [--identity FILE]',
  options: { ...PERSON_OPTIONS, reason: { type: 'string' }, ...IDENTITY_OPTION },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 2);
    const signer = await examinerSigner(call);
    const { entry, list } = await withCase(call, dir, 'write', (session) =>
      changeRedaction(session, signer, withMore(call, redactionList(session))),
    );
    return { json: { entry, persons: listJson(list) }, text: [...listLines(list), recordedOrSame(entry)] };
  },
};

function withMore(call: VerbCall, { persons }: RedactionList): readonly RedactedPerson[] {
  const known = call.positionals[1];
  const old = known === undefined ? undefined : findPerson(persons, known);
  const { addresses, words } = personValues(call);
  const person: RedactedPerson = {
    number: old?.number ?? 0,
    name: optionText(call, 'name') ?? old?.name ?? '',
    addresses: [...(old?.addresses ?? []), ...addresses],
    words: [...(old?.words ?? []), ...words],
    reason: optionText(call, 'reason') ?? old?.reason ?? '',
  };
  return old === undefined ? [...persons, person] : persons.map((one) => (one === old ? person : one));
}

/** @throws FailureError `not-found` */
export function findPerson(persons: readonly RedactedPerson[], text: string): RedactedPerson {
  const number = personNumber(text);
  const found = persons.find((person) => person.number === number);
  if (found === undefined) {
    throw new FailureError('not-found', `There is no “${text}” on the list. Nothing was changed.`);
  }
  return found;
}
