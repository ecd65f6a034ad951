/**
 * Which columns of a voter file hold what, by their names, or by the published layout of files without a line of names.
 *
 * Names as in the files of North Carolina, Ohio, Michigan, Colorado and Washington and of the vendor L2.
 * Columns of mailing addresses are not read.
 */
export const COLUMN_KINDS = [
  'first-name',
  'middle-name',
  'last-name',
  'suffix',
  'full-name',
  'address',
  'house-number',
  'street-prefix',
  'street-name',
  'street-type',
  'street-suffix',
  'city',
  'zip',
  'zip4',
  'party',
  'county',
  'birth-date',
  'birth-year',
  'email',
  'area-code',
  'phone',
  'voter-id',
  'status',
  'last-vote',
] as const;

export type ColumnKind = (typeof COLUMN_KINDS)[number];

export interface Columns {
  /** Where the names come from: the first line, or a layout that the first row fits. */
  readonly layout: 'named' | 'florida' | 'pennsylvania';
  /** The number of a kind's column, from 0. */
  readonly at: ReadonlyMap<ColumnKind, number>;
  /** Cells of a row at least. */
  readonly width: number;
}

/** The first pattern that fits a column's name in lower-case words decides; a kind has its first column. */
const NAMES: readonly (readonly [ColumnKind, RegExp])[] = [
  ['email', /^(?:.* )?e ?mail(?: address)?$/],
  ['first-name', /^(?:.* )?(?:first name|name first|fname|f name|firstname)$|^first$/],
  ['middle-name', /^(?:.* )?(?:middle name|middle initial|name middle|mname|m name|middlename)$|^middle$/],
  ['last-name', /^(?:.* )?(?:last name|name last|lname|l name|lastname|surname)$|^last$/],
  ['suffix', /^(?:voters? )?(?:name ?)?suffix(?: (?:lbl|name))?$/],
  ['full-name', /^(?:(?:voter|full) )?name$|^fullname$/],
  ['zip4', /(?:^| )zip ?(?:code )?(?:plus|4)(?: ?4)?$/],
  ['zip', /(?:^| )(?:zip(?: ?code)?5?|postal code)$/],
  ['house-number', /(?:^| )(?:house num(?:ber)?|street num(?:ber)?|st num|house no)$/],
  ['street-prefix', /(?:^| )(?:pre dir(?:ection)?|direction prefix|street (?:pre )?dir(?:ection)?)$/],
  ['street-suffix', /(?:^| )(?:post dir(?:ection)?|direction suffix)$/],
  ['street-type', /(?:^| )(?:street|st) type$/],
  ['street-name', /(?:^| )(?:street|st) name$/],
  [
    'address',
    /^(?:(?:res|reg|residence|residential|residence addresses|street|voter) )?(?:street )?address(?: ?(?:line ?)?1| line)?$/,
  ],
  ['city', /^(?:(?:res|reg|residence|residential|residence addresses) )?city(?: desc)?$/],
  ['party', /^(?:registered )?(?:party|parties)(?: (?:cd|code|affiliation|name|desc|description))?$/],
  ['county', /^county(?: (?:desc|name))?$/],
  ['birth-year', /^(?:voters )?(?:birth ?year|year of birth|yob)$/],
  ['birth-date', /^(?:voters )?(?:date of birth|birth ?date|dob)$/],
  ['area-code', /(?:^| )area code$/],
  ['phone', /^(?:.* )?(?:phone|telephone)s?(?: (?:num(?:ber)?|no|landline))?$|landline formatted$/],
  [
    'voter-id',
    /^(?:(?:lal|sos|state) ?)?voter ?id$|^voter (?:reg num|registration number|identification number|number)$/,
  ],
  ['status', /^(?:voter )?status(?: (?:cd|code|type code))?$/],
  ['last-vote', /^(?:date )?last vote[dr]?(?: date)?$|^last voted date$/],
];

/** The words of a column's name: `RegStName`, `res_street_address`, `LAST NAME`. */
function wordsOf(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

function kindOf(name: string): ColumnKind | undefined {
  const words = wordsOf(name);
  const isOfMail = /\bmail(?:ing)?\b/.test(words) && !/\be ?mail\b/.test(words);
  return isOfMail || words.length > 60 ? undefined : NAMES.find(([, pattern]) => pattern.test(words))?.[0];
}

/** Department of State, Florida: Voter Extract Disk, 38 columns, tabs. */
const FLORIDA: Readonly<Partial<Record<ColumnKind, number>>> = {
  county: 0,
  'voter-id': 1,
  'last-name': 2,
  suffix: 3,
  'first-name': 4,
  'middle-name': 5,
  address: 7,
  city: 9,
  zip: 11,
  'birth-date': 21,
  party: 23,
  status: 28,
  'area-code': 34,
  phone: 35,
  email: 37,
};

/** Department of State, Pennsylvania: Full Voter Export, tabs; the columns before those of districts. */
const PENNSYLVANIA: Readonly<Partial<Record<ColumnKind, number>>> = {
  'voter-id': 0,
  'last-name': 2,
  'first-name': 3,
  'middle-name': 4,
  suffix: 5,
  'birth-date': 7,
  status: 9,
  party: 11,
  'house-number': 12,
  'street-name': 14,
  city: 17,
  zip: 19,
  'last-vote': 25,
};

/** The columns by the file's first row; null where it neither names enough of them nor fits a layout. */
export function columnsOf(firstRow: readonly string[]): Columns | null {
  const named = new Map<ColumnKind, number>();
  for (const [index, name] of firstRow.entries()) {
    const kind = kindOf(name);
    if (kind !== undefined && !named.has(kind)) named.set(kind, index);
  }
  return isEnough(named) ? withWidth('named', named) : layoutOf(firstRow);
}

/** Somebody can be looked up, and there is something besides to compare. */
function isEnough(named: ReadonlyMap<ColumnKind, number>): boolean {
  const hasName = (named.has('first-name') && named.has('last-name')) || named.has('full-name');
  return named.size >= 3 && (hasName || named.has('email'));
}

function layoutOf(row: readonly string[]): Columns | null {
  const [first = '', second = ''] = row;
  if (row.length === 38 && /^[A-Z]{3}$/.test(first) && /^\d{9,10}$/.test(second)) {
    return withWidth('florida', numbered(FLORIDA));
  }
  return row.length >= 150 && /^\d{9}-\d{2}$/.test(first) ? withWidth('pennsylvania', numbered(PENNSYLVANIA)) : null;
}

function numbered(layout: Readonly<Partial<Record<ColumnKind, number>>>): ReadonlyMap<ColumnKind, number> {
  return new Map(COLUMN_KINDS.flatMap((kind) => (layout[kind] === undefined ? [] : [[kind, layout[kind]] as const])));
}

function withWidth(layout: Columns['layout'], at: ReadonlyMap<ColumnKind, number>): Columns {
  return { layout, at, width: Math.max(...at.values()) + 1 };
}
