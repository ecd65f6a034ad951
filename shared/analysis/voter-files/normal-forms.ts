import { withFewMarks } from '../../text/few-marks';

/** Forms in which values are alike that are written otherwise: case, punctuation, streets, parties, dates, telephones. */

/** Upper-case words of letters and digits, one blank between them; accents and apostrophes gone. */
export function normalWords(text: string): string {
  return withFewMarks(text)
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’‘`]/gu, '')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Abbreviations of the United States Postal Service (Publication 28, appendices B and C); designators of units are dropped. */
const STREET_WORDS: ReadonlyMap<string, string> = new Map(
  [
    'ALLEY ALY',
    'AVENUE AVE',
    'AV AVE',
    'BOULEVARD BLVD',
    'CIRCLE CIR',
    'COURT CT',
    'COVE CV',
    'CROSSING XING',
    'DRIVE DR',
    'EXPRESSWAY EXPY',
    'HIGHWAY HWY',
    'LANE LN',
    'PARKWAY PKWY',
    'PLACE PL',
    'PLAZA PLZ',
    'POINT PT',
    'ROAD RD',
    'SQUARE SQ',
    'STREET ST',
    'TERRACE TER',
    'TERR TER',
    'TRAIL TRL',
    'NORTH N',
    'SOUTH S',
    'EAST E',
    'WEST W',
    'NORTHEAST NE',
    'NORTHWEST NW',
    'SOUTHEAST SE',
    'SOUTHWEST SW',
    'APARTMENT',
    'APT',
    'UNIT',
    'SUITE',
    'STE',
    'LOT',
  ].map((pair) => [pair.split(' ')[0] ?? '', pair.split(' ')[1] ?? '']),
);

/** Normal words with street types and directions abbreviated. */
export function streetWords(text: string): string {
  return normalWords(text)
    .split(' ')
    .map((word) => STREET_WORDS.get(word) ?? word)
    .filter((word) => word !== '')
    .join(' ');
}

/** A street address without the unit of a building, where it names one. */
export function withoutUnit(address: string): string {
  return address.replace(/[\s,]+(?:(?:apartment|apt|unit|suite|ste|lot)\b|#).*$/i, '');
}

/** What a party is called, and how files abbreviate it; the last is none. */
const PARTIES: readonly (readonly string[])[] = [
  ['DEMOCRATIC', 'DEMOCRAT', 'DEM', 'D'],
  ['REPUBLICAN', 'REP', 'R', 'GOP'],
  ['LIBERTARIAN', 'LIB', 'LBT', 'LPF'],
  ['GREEN', 'GRE', 'GRN'],
  [
    'UNAFFILIATED',
    'NO PARTY AFFILIATION',
    'NONPARTISAN',
    'NON PARTISAN',
    'UNDECLARED',
    ...['NPA', 'NP', 'UNA', 'UAF', 'UN', 'NF', 'U', 'N'],
  ],
];

/** The words by which a text may call the party of a file's value; the value's own words where it is not known. */
export function partyNames(value: string): readonly string[] {
  const words = normalWords(value).replace(/ PARTY$/, '');
  const names = PARTIES.find((all) => all.includes(words)) ?? [words];
  return names.filter((name) => name.length >= 3);
}

const SAID_PARTY =
  /\b(?:REGISTERED (?:(?:VOTER|AS|WITH|IN|FOR|TO|THE|A|AN) )*|PARTY (?:(?:AFFILIATION|CODE|IS) )*)(?=(\p{L}+(?: \p{L}+){0,2}))/gu;

/** The parties that a text says somebody is registered with (“registered as a …”, “party: …”), as `partyNames` calls them. */
export function saidParties(words: string): ReadonlySet<string> {
  const known = PARTIES.flat().filter((name) => name.length >= 3);
  const said = [...words.matchAll(SAID_PARTY)].map(([, after = '']) => after);
  return new Set(said.flatMap((after) => known.find((name) => `${after} `.startsWith(`${name} `)) ?? []));
}

const MONTHS = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
];

/** A date of a file in the forms in which a text may write it, in normal words; none where it is not read as a date. */
export function dateForms(value: string): readonly string[] {
  const parts = dateParts(value.trim());
  if (parts === null) return [];
  const [year, month, day] = parts;
  const name = MONTHS[month - 1] ?? '';
  const two = (number: number): string => String(number).padStart(2, '0');
  return [
    ...new Set([
      `${month} ${day} ${year}`,
      `${two(month)} ${two(day)} ${year}`,
      `${year} ${two(month)} ${two(day)}`,
      `${name} ${day} ${year}`,
      `${name.slice(0, 3)} ${day} ${year}`,
      `${day} ${name} ${year}`,
      `${day} ${name.slice(0, 3)} ${year}`,
    ]),
  ];
}

/** Year, month, day: `2001-02-03`, `20010203`, `02/03/2001` (month first, as American files have it), with a time after it or not. */
function dateParts(value: string): readonly [year: number, month: number, day: number] | null {
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})(?![\d])/.exec(value);
  const american = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?![\d])/.exec(value);
  const [year, month, day] = iso?.slice(1) ?? (american === null ? [] : [american[3], american[1], american[2]]);
  const parts = [Number(year), Number(month), Number(day)] as const;
  return parts[1] >= 1 && parts[1] <= 12 && parts[2] >= 1 && parts[2] <= 31 ? parts : null;
}

/** Telephone numbers of a text: ten digits in the American forms, a country code of 1 left out. */
export function phonesIn(text: string): ReadonlySet<string> {
  const found = text.matchAll(/(?<!\d)(?:\+?1[ .-]?)?\(?(\d{3})\)?[ .-]{0,2}(\d{3})[ .-]?(\d{4})(?!\d)/g);
  return new Set([...found].map(([, area, middle, last]) => `${area}${middle}${last}`));
}
