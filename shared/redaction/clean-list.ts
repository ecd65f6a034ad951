import { redactionProblems as problems } from '../wording/redaction';
import { foldedText } from './folded';
import type { RedactedPerson, RedactionList } from './person';

const MOST_PERSONS = 500;
const MOST_VALUES = 50;
const LONGEST = 254;
const SHORTEST = 3;
/** In folded text, letters and digits. */
const SIGNS = /[\p{L}\p{N}]/gu;

/** A person as the examiner gives them; number 0 for one who is new. */
export type WantedPerson = RedactedPerson;

export type CleanedList =
  | { readonly ok: true; readonly list: RedactionList }
  | { readonly ok: false; readonly problem: string };

/**
 * A list as it is kept: values trimmed, each once, addresses in lower case; who is new gets the next number.
 *
 * A number is kept by whoever has it and never given to another, so that tokens mean the same in every packet.
 */
export function cleanList(wanted: readonly WantedPerson[], before: RedactionList): CleanedList {
  const persons: RedactedPerson[] = [];
  let { next } = before;
  for (const person of wanted) {
    const isKnown = before.persons.some(({ number }) => number === person.number);
    const number = isKnown ? person.number : next;
    next = isKnown ? next : next + 1;
    persons.push(cleanPerson({ ...person, number }));
  }
  const problem = problemOf(persons);
  return problem === undefined ? { ok: true, list: { persons, next } } : { ok: false, problem };
}

function cleanPerson({ number, name, addresses, words, reason }: RedactedPerson): RedactedPerson {
  return {
    number,
    name: oneLine(name),
    addresses: unique(addresses.map((address) => address.trim().toLowerCase())),
    words: unique(words.map(oneLine)),
    reason: oneLine(reason),
  };
}

function oneLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function unique(values: readonly string[]): readonly string[] {
  const kept = new Map(values.filter((value) => value !== '').map((value) => [value.toLowerCase(), value]));
  return [...kept.values()];
}

function problemOf(persons: readonly RedactedPerson[]): string | undefined {
  if (persons.length > MOST_PERSONS) return problems.tooMany(persons.length, MOST_PERSONS);
  if (new Set(persons.map(({ number }) => number)).size < persons.length) return problems.numberTwice;
  const addresses = persons.flatMap((person) => person.addresses);
  const twice = addresses.find((address, at) => addresses.indexOf(address) !== at);
  if (twice !== undefined) return problems.addressTwice(twice);
  for (const person of persons) {
    const problem = personProblem(person);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function personProblem({ name, addresses, words, reason }: RedactedPerson): string | undefined {
  const values = [...(name === '' ? [] : [name]), ...addresses, ...words];
  if (values.length === 0) return problems.empty;
  if (values.length > MOST_VALUES) return problems.tooManyValues(MOST_VALUES);
  if ([...values, reason].some((value) => value.length > LONGEST)) return problems.tooLong(LONGEST);
  const address = addresses.find((one) => !/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u.test(one));
  if (address !== undefined) return problems.noAddress(address);
  const short = values.find((value) => (foldedText(value).match(SIGNS) ?? []).length < SHORTEST);
  return short === undefined ? undefined : problems.tooShort(short);
}
