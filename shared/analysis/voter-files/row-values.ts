/** What a row of a voter file says of a person, gathered from its columns. */
import { decodeByteString } from '../../email/byte-string';
import type { ByteString } from '../../email/types';
import type { ColumnKind, Columns } from './columns';
import { normalWords } from './normal-forms';

/** What is compared with a message. */
export const VALUE_KINDS = [
  'first-name',
  'middle-name',
  'last-name',
  'suffix',
  'address',
  'city',
  'zip',
  'zip4',
  'party',
  'county',
  'birth-date',
  'birth-year',
  'email',
  'phone',
  'voter-id',
  'status',
  'last-vote',
] as const;

export type ValueKind = (typeof VALUE_KINDS)[number];

/** Values as they are written, without blanks around them; a value that the row does not have is not there. */
export type RowValues = ReadonlyMap<ValueKind, string>;

/** Cells of a row as bytes: a row is decoded only where it may be somebody's. */
export type Row = readonly ByteString[];

export function rowValues(row: Row, columns: Columns): RowValues {
  const cell = (kind: ColumnKind): string => cellOf(row, columns, kind);
  const [zip, zip4] = zipParts(cell('zip'), cell('zip4'));
  const name = fullName(cell('full-name'));
  const all: readonly (readonly [ValueKind, string])[] = [
    ['first-name', cell('first-name') || name.first],
    ['middle-name', cell('middle-name') || name.middle],
    ['last-name', cell('last-name') || name.last],
    ['suffix', cell('suffix')],
    ['address', cell('address') || streetOf(cell)],
    ['city', cell('city')],
    ['zip', zip],
    ['zip4', zip4],
    ['party', cell('party')],
    ['county', cell('county')],
    ['birth-date', cell('birth-date')],
    ['birth-year', cell('birth-year')],
    ['email', cell('email')],
    ['phone', [cell('area-code'), cell('phone')].filter((part) => part !== '').join(' ')],
    ['voter-id', cell('voter-id')],
    ['status', cell('status')],
    ['last-vote', cell('last-vote')],
  ];
  return new Map(all.filter(([, value]) => value !== ''));
}

/** By what a row is looked up: the address in lower case, the name as `nameKey` has it; empty where there is none. */
export function lookupOf(row: Row, columns: Columns): { readonly email: string; readonly name: string } {
  const name = columns.at.has('full-name') ? fullName(cellOf(row, columns, 'full-name')) : null;
  const first = cellOf(row, columns, 'first-name') || (name?.first ?? '');
  const last = cellOf(row, columns, 'last-name') || (name?.last ?? '');
  return { email: cellOf(row, columns, 'email').toLowerCase(), name: nameKey(wordAt(first, 0), wordAt(last, -1)) };
}

/** Two words of a name in either order; empty where there are not two. */
export function nameKey(one: string, other: string): string {
  if (one === '' || other === '') return '';
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function cellOf(row: Row, { at }: Columns, kind: ColumnKind): string {
  const index = at.get(kind);
  return index === undefined ? '' : decodeByteString(row[index] ?? '').trim();
}

const ONE_PLAIN_WORD = /^[A-Z]+$/;

function wordAt(name: string, index: number): string {
  return ONE_PLAIN_WORD.test(name) ? name : (normalWords(name).split(' ').at(index) ?? '');
}

function streetOf(cell: (kind: ColumnKind) => string): string {
  const kinds = ['house-number', 'street-prefix', 'street-name', 'street-type', 'street-suffix'] as const;
  return kinds
    .map(cell)
    .filter((part) => part !== '')
    .join(' ');
}

/** Five digits and four: one column may hold both. */
function zipParts(zip: string, zip4: string): readonly [string, string] {
  const [, five = '', four = ''] = /^(\d{5})(?:[- ]?(\d{4}))?$/.exec(zip) ?? [];
  return [five, /^\d{4}$/.test(zip4) ? zip4 : four];
}

/** `Roe, Jane Q` or `Jane Q Roe`. */
function fullName(name: string): { readonly first: string; readonly middle: string; readonly last: string } {
  const [before = '', after] = name.split(',', 2);
  const given = (after ?? before).trim().split(/\s+/);
  const last = after === undefined && given.length > 1 ? (given.pop() ?? '') : before.trim();
  return { first: given[0] ?? '', middle: given.slice(1).join(' '), last };
}
