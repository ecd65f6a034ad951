/** How a row of a voter file fits what a message tells of its recipient: value by value, never by guessing over the text. */
import { dateForms, normalWords, partyNames, streetWords, withoutUnit } from './normal-forms';
import type { RowValues, ValueKind } from './row-values';
import type { Told } from './told';

/**
 * `exact`: stands in the message as the file writes it; `normalised`: in another spelling or form of the same;
 * `other`: the message tells something else, or more than the file holds.
 */
export type Grade = 'exact' | 'normalised' | 'other';

export interface RowMatch {
  /** By what the row is the recipient's: its address, or its name and a second value; null where it is neither. */
  readonly fits: 'address' | 'name' | null;
  /** Values that the message does not tell are not there. */
  readonly grades: ReadonlyMap<ValueKind, Grade>;
}

/** Values that, beside a name, say that a row is the recipient's. */
const SECOND_VALUES: readonly ValueKind[] = ['address', 'zip', 'phone', 'birth-date', 'voter-id'];

export function matchRow(row: RowValues, told: Told): RowMatch {
  const grades = new Map<ValueKind, Grade>();
  const add = (kind: ValueKind, grade: Grade | null): void => {
    if (grade !== null) grades.set(kind, grade);
  };
  for (const [kind, value] of row) {
    add(kind, GRADED[kind]?.(value, told) ?? null);
  }
  const name = namesIn(row, told.words);
  add('middle-name', bestOf(name.middles.map((middle) => middleGrade(row.get('middle-name'), middle, told))));
  add('suffix', bestOf(name.suffixes.map((suffix) => suffixGrade(row.get('suffix'), suffix, told))));
  add('zip4', zip4Grade(row.get('zip') ?? '', row.get('zip4') ?? '', told));
  const email = emailGrade(row.get('email') ?? '', told);
  const isByName = name.stands && SECOND_VALUES.some((kind) => grades.has(kind));
  const fits = email === 'exact' || email === 'normalised' ? 'address' : isByName ? 'name' : null;
  add('email', email);
  return { fits, grades };
}

/** Which of several rows of one person says more of what the message tells. */
export function scoreOf({ grades }: RowMatch): number {
  const points: Readonly<Record<Grade, number>> = { exact: 3, normalised: 2, other: -2 };
  return [...grades.values()].reduce((sum, grade) => sum + points[grade], 0);
}

type Grading = (value: string, told: Told) => Grade | null;

/** The gradings that need nothing but the value; the others look at the whole row. */
const GRADED: Readonly<Partial<Record<ValueKind, Grading>>> = {
  'first-name': plain(2),
  'last-name': plain(2),
  address: addressGrade,
  city: plain(3),
  zip: plain(5),
  party: partyGrade,
  // Of less letters it is a code, which chance hits.
  county: plain(4),
  'birth-date': dateGrade,
  'birth-year': plain(4),
  phone: phoneGrade,
  'voter-id': voterIdGrade,
  status: plain(4),
  'last-vote': dateGrade,
};

/** Verbatim as a whole word, or in normal words; values of less signs are not looked for. */
function plain(least: number): Grading {
  return (value, told) => {
    if (value.length < least) return null;
    if (standsIn(told.verbatim, value)) return 'exact';
    return hasWords(told.words, normalWords(value)) ? 'normalised' : null;
  };
}

function addressGrade(value: string, told: Told): Grade | null {
  if (!/\d/.test(value) || !/\p{L}{2}/u.test(value)) return null;
  if (standsIn(told.verbatim, value)) return 'exact';
  const forms = [streetWords(value), streetWords(withoutUnit(value))];
  return forms.some((form) => hasWords(told.streets, form)) ? 'normalised' : null;
}

/** Of a party only what the message says somebody is registered with. */
function partyGrade(value: string, { verbatim, parties }: Told): Grade | null {
  if (parties.size === 0) return null;
  if (!partyNames(value).some((name) => parties.has(name))) return 'other';
  return value.length >= 3 && standsIn(verbatim, value) ? 'exact' : 'normalised';
}

function dateGrade(value: string, told: Told): Grade | null {
  const forms = dateForms(value);
  if (forms.length > 0 && standsIn(told.verbatim, value)) return 'exact';
  return forms.some((form) => hasWords(told.words, form)) ? 'normalised' : null;
}

function phoneGrade(value: string, { verbatim, phones }: Told): Grade | null {
  const digits = value.replaceAll(/\D/g, '');
  if (digits.length !== 10 || !phones.has(digits)) return null;
  return standsIn(verbatim, value) ? 'exact' : 'normalised';
}

function voterIdGrade(value: string, told: Told): Grade | null {
  const short = value.replace(/^0+/, '');
  if (short.length < 5 || !/\d/.test(short)) return null;
  if (standsIn(told.verbatim, value)) return 'exact';
  return standsIn(told.verbatim, short) ? 'normalised' : null;
}

/** A recipient's address, or one in the text; another one than the row's is told by the header where there is a recipient. */
function emailGrade(value: string, { addresses, verbatim }: Told): Grade | null {
  if (!value.includes('@')) return null;
  if (addresses.includes(value)) return 'exact';
  const lower = value.toLowerCase();
  if (addresses.some((address) => address.toLowerCase() === lower)) return 'normalised';
  return addresses.length > 0 && !standsIn(verbatim, value) ? 'other' : null;
}

/** What follows the five digits of the row. */
function zip4Grade(zip: string, zip4: string, { verbatim }: Told): Grade | null {
  if (!/^\d{5}$/.test(zip) || !verbatim.includes(zip)) return null;
  const after = [...verbatim.matchAll(new RegExp(`(?<!\\d)${zip}(-?)(\\d{4})(?!\\d)`, 'g'))];
  if (after.length === 0) return null;
  const same = after.filter(([, , four]) => four === zip4);
  if (same.length === 0) return 'other';
  return same.some(([, dash]) => dash === '-') ? 'exact' : 'normalised';
}

interface NamesInText {
  /** First and last name stand together. */
  readonly stands: boolean;
  /** What stands between them, of one or two words. */
  readonly middles: readonly string[];
  readonly suffixes: readonly string[];
}

/** Words between two names that are no name. */
const JOINING = /\b(?:AND|OR|THE|OF|TO|FOR|AT|IN|MR|MRS|MS|DR)\b/;

function namesIn(row: RowValues, words: string): NamesInText {
  const first = normalWords(row.get('first-name') ?? '').split(' ')[0] ?? '';
  const last = normalWords(row.get('last-name') ?? '');
  if (first.length < 2 || last.length < 2 || !hasWords(words, first) || !hasWords(words, last)) {
    return { stands: false, middles: [], suffixes: [] };
  }
  const forward = new RegExp(` ${first}((?: \\p{L}+){0,2}?) ${last}(?: (JR|SR|II|III|IV))?(?= )`, 'gu');
  const found = [...words.matchAll(forward)].filter(([, between = '']) => !JOINING.test(between));
  const isReversed = new RegExp(` ${last} (?:(?:JR|SR|II|III|IV) )?${first} `, 'u').test(words);
  return {
    stands: found.length > 0 || isReversed,
    middles: found.flatMap(([, between = '']) => (between === '' ? [] : [between.trim()])),
    suffixes: found.flatMap(([, , suffix]) => (suffix === undefined ? [] : [suffix])),
  };
}

/** @param said what stands between first and last name, in normal words */
function middleGrade(value: string | undefined, said: string, { verbatim }: Told): Grade {
  const own = normalWords(value ?? '');
  if (own === said) return standsIn(verbatim, value ?? '') ? 'exact' : 'normalised';
  return own !== '' && said.length === 1 && own.startsWith(said) ? 'normalised' : 'other';
}

function suffixGrade(value: string | undefined, said: string, { verbatim }: Told): Grade {
  if (normalWords(value ?? '') !== said) return 'other';
  return standsIn(verbatim, value ?? '') ? 'exact' : 'normalised';
}

/** A name can stand at several places; the best of them counts. */
function bestOf(grades: readonly Grade[]): Grade | null {
  return (['exact', 'normalised', 'other'] as const).find((grade) => grades.includes(grade)) ?? null;
}

function hasWords(text: string, words: string): boolean {
  return words !== '' && text.includes(` ${words} `);
}

const PART_OF_A_WORD = /[\p{L}\p{N}]/u;

/** Whether a value stands in the text as it is written, as whole words. */
function standsIn(text: string, value: string): boolean {
  const wanted = value.replaceAll(/\s+/g, ' ');
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const isWhole = !PART_OF_A_WORD.test(text[at - 1] ?? ' ') && !PART_OF_A_WORD.test(text[at + wanted.length] ?? ' ');
    if (isWhole) return true;
  }
  return false;
}
