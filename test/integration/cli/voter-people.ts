/** People who are nobody, voter files of them in three forms, and mail as two of the files would fill it. */
export interface Person {
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  readonly street: string;
  readonly city: string;
  readonly zip: string;
  readonly four: string;
  readonly party: string;
  readonly email: string;
  readonly id: string;
  readonly born: string;
}

const FIRST = ['Jane', 'John', 'Marta', 'Pavel', 'Ingrid', 'Omar', 'Lucia', 'Hugo', 'Wanda', 'Felix'];
const LAST = [
  'Roedeer',
  'Quillfeather',
  'Oxbowen',
  'Thistlewick',
  'Marrowdale',
  'Penhallis',
  'Gorsebrook',
  'Vanterpool',
];
const STREET = ['Juniper St', 'Larkspur Ave', 'Tamarack Rd', 'Quince Ct'];

/** Somebody who is nobody, the same for a number. */
export function person(n: number): Person {
  const first = FIRST[n % FIRST.length] ?? '';
  const last = LAST[(n * 3 + Math.floor(n / 10)) % LAST.length] ?? '';
  return {
    first,
    middle: `${'ABCDEFGHIJ'[n % 10]}lderfield`,
    last,
    street: `${1200 + 7 * n} ${STREET[n % STREET.length]}`,
    city: n % 2 === 0 ? 'Kestrelton' : 'Wrenham',
    zip: String(99_500 + (n % 37)),
    four: String(3100 + n),
    party: n % 3 === 0 ? 'Democrat' : 'Republican',
    email: `${first}.${last}.${n}@example.com`.toLowerCase(),
    id: String(880_000_000 + 131 * n),
    born: `0${1 + (n % 9)}/1${n % 10}/19${50 + (n % 40)}`,
  };
}

export const upper = (text: string) => text.toUpperCase();
export const people = Array.from({ length: 200 }, (_, n) => person(n));

/** The older state: capitals, an initial, five digits, no addresses of mail. */
export const older = (rows: readonly Person[]) =>
  [
    'VOTER_ID,LAST_NAME,FIRST_NAME,MIDDLE_NAME,RESIDENCE_ADDRESS,RESIDENCE_CITY,RESIDENCE_ZIP,PARTY',
    ...rows.map(({ id, last, first, middle, street, city, zip, party }) =>
      [id, upper(last), upper(first), middle[0], upper(street), upper(city), zip, party.slice(0, 3).toUpperCase()].join(
        ',',
      ),
    ),
    '',
  ].join('\r\n');

/** The newer one: as people write, with nine digits and addresses of mail. */
export const newer = (rows: readonly Person[]) =>
  [
    '"last_name"\t"first_name"\t"middle_name"\t"res_street_address"\t"res_city"\t"zip_code"\t"party"\t"email"\t"birth_date"',
    ...rows.map((one) =>
      [one.last, one.first, one.middle, one.street, one.city, `${one.zip}-${one.four}`, one.party, one.email, one.born]
        .map((cell) => `"${cell}"`)
        .join('\t'),
    ),
    '',
  ].join('\n');

/** Florida's form, without names of columns. */
export const florida = (rows: readonly Person[]) =>
  rows
    .map((one) => {
      const cells = Array.from({ length: 38 }, () => '');
      const { id, last, first, middle, street, city, zip, party, born } = one;
      const held = [
        [0, 'ALA'],
        [1, id],
        [2, last],
        [4, first],
        [5, middle],
        [7, street],
        [9, city],
        [11, zip],
        [21, born],
        [23, party],
      ] as const;
      for (const [at, value] of held) cells[at] = value;
      return cells.join('\t');
    })
    .join('\n');

export const mail = (n: number, to: string, lines: readonly string[]) =>
  [
    'From: info@example.org',
    `To: ${to}`,
    'Subject: Vote',
    `Date: Tue, 20 Oct 2020 09:0${n % 10}:00 +0000`,
    `Message-ID: <m${n}@example.org>`,
    '',
    ...lines,
    '',
  ].join('\r\n');

/** As the newer file would fill a template; every value but the date of birth. */
export const filled = (n: number) => {
  const { first, middle, last, street, city, zip, four, party, email } = person(n);
  return mail(n, email, [
    `${first} ${middle} ${last}, we hold all that is known of you.`,
    `You are registered as a ${party}.`,
    `${street}, ${city} ${zip}-${four}`,
  ]);
};
/** With an initial and five digits, in the older file's capitals. */
export const filledOlder = (n: number) => {
  const { first, middle, last, street, city, zip, party } = person(n);
  return mail(n, `reader${n}@example.net`, [
    `${upper(first)} ${middle[0]} ${upper(last)}`,
    `${upper(street)}, ${upper(city)} ${zip}. Party: ${party.slice(0, 3).toUpperCase()}`,
  ]);
};
