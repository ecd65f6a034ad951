/** Comparison with voter files: what is said of columns, outcomes, and where a file cannot be read. No sentence holds a value of a file. */
import type { ColumnKind } from '../analysis/voter-files/columns';
import type { Outcome } from '../analysis/voter-files/explain';
import type { ValueKind } from '../analysis/voter-files/row-values';

export const VALUE_NAMES: Readonly<Record<ValueKind, string>> = {
  'first-name': 'first name',
  'middle-name': 'middle name',
  'last-name': 'last name',
  suffix: 'name suffix',
  address: 'residence address',
  city: 'city',
  zip: 'ZIP code',
  zip4: 'ZIP+4',
  party: 'party',
  county: 'county',
  'birth-date': 'date of birth',
  'birth-year': 'year of birth',
  email: 'e-mail address',
  phone: 'telephone',
  'voter-id': 'voter number',
  status: 'status',
  'last-vote': 'date of the last vote',
};

export const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = {
  verbatim: 'explained, as written',
  normalised: 'explained, in another form',
  partly: 'partly explained',
  'not-found': 'no row fits',
};

const number = (count: number): string => count.toLocaleString('en');

/** What a column was taken for: kinds of values, and the parts that a name and a street are put together from. */
export const COLUMN_NAMES: Readonly<Record<ColumnKind, string>> = {
  ...VALUE_NAMES,
  'full-name': 'full name',
  'house-number': 'house number',
  'street-prefix': 'direction before the street',
  'street-name': 'street',
  'street-type': 'kind of street',
  'street-suffix': 'direction after the street',
  'area-code': 'area code',
};

export const voterWords = {
  noFiles: 'No voter file was named. Nothing was done. Name one file or more.',
  noMessages:
    'No message of the case fits the search. No file was read and nothing was recorded. Change the search, or leave it out.',
  tooMany: (messages: number, most: number) =>
    `${number(messages)} messages fit, and ${number(most)} can be compared at once. No file was read and nothing was recorded. Choose fewer by a search.`,
  notText: (file: string) =>
    `"${file}" is not delimited text: it contains NUL bytes, as archives, spreadsheets and UTF-16 do. Nothing was recorded; the file and the case are unharmed. Unpack it, or save it as CSV in UTF-8.`,
  noColumns: (file: string) =>
    `The first line of "${file}" does not name columns that are known (a name or an e-mail address, and two more), and its form is not one of those that are known without names. Nothing was recorded; the file and the case are unharmed. Put a line with the columns' names in front of a copy of it, such as first_name, last_name, zip.`,
  changed: (file: string) =>
    `"${file}" was changed while it was read. Nothing was recorded; the case is unharmed. Try again once nobody writes to it.`,
  readingMessages: 'Reading messages',
  reading: (file: number, of: number) => `Reading voter file ${file} of ${of}`,
  fileLine: (index: number, name: string, rows: number) => `File ${index}: ${name}, ${number(rows)} rows`,
  setAside: (rows: number) =>
    `${number(rows)} rows were passed over: too long, or with fewer cells than columns that are read`,
  layouts: {
    named: 'columns by the names in its first line',
    florida: 'no names of columns; read as the extract of Florida',
    pennsylvania: 'no names of columns; read as the full export of Pennsylvania',
  },
  outcome: (messages: number, outcome: Outcome) => `${number(messages).padStart(9)}  ${OUTCOME_NAMES[outcome]}`,
  gradesHead: '    as written   other form    otherwise  by chance  value',
  grades: (
    kind: ValueKind,
    counts: { readonly exact: number; readonly normalised: number; readonly other: number },
    chance: string,
  ) =>
    `    ${number(counts.exact).padStart(10)}  ${number(counts.normalised).padStart(11)}  ${number(counts.other).padStart(11)}  ${chance.padStart(9)}  ${VALUE_NAMES[kind]}`,
  chance: (fitted: number, judged: number) =>
    judged === 0
      ? 'How often a row of somebody else fits could not be measured: no message had a row to compare.'
      : `Rows of other people that were compared with the same messages: ${number(judged)}; taken for the recipient's: ${number(fitted)}.`,
  coverHead:
    'Files that together explain what any of them explains (chosen one after the other; a smaller set may exist):',
  coverStep: (file: number, messages: number, equal: readonly number[]) =>
    `  file ${file}: ${number(messages)} that no file before it explains${equal.length === 0 ? '' : `; as many by file ${equal.join(', ')}`}`,
  noCover: 'No file explains a message wholly.',
  /** @param refs the first of them */
  unexplained: (left: number, of: number, refs: readonly string[]) => {
    const more = left - refs.length;
    const named = left === 0 ? '' : ` (${refs.join(', ')}${more === 0 ? '' : ` and ${number(more)} more`})`;
    return `Messages that no file explains wholly: ${number(left)} of ${number(of)}${named}`;
  },
  unread: (messages: number) =>
    `${number(messages)} messages could not be read within the limits of time and memory, and were not compared.`,
  caveat:
    'Voter files are held by many: parties, campaigns, vendors, researchers, the press. A match says which file has these values, not who used it. The same values can come from another list that was made of the same file, from a later or earlier version, or from the recipient.',
  recorded: (entry: number) =>
    `Recorded as journal entry ${entry}: hashes, columns and counts. No value of a file was kept.`,
} as const;
