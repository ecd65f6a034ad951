import { describe, expect, it, test } from 'vitest';
import { keyOfText } from '../../../../shared/analysis/across/trait';
import { type Grade, matchRow } from '../../../../shared/analysis/voter-files/match-row';
import {
  dateForms,
  normalWords,
  phonesIn,
  saidParties,
  streetWords,
} from '../../../../shared/analysis/voter-files/normal-forms';
import { VALUE_KINDS, type ValueKind } from '../../../../shared/analysis/voter-files/row-values';
import { cluesOf, type RecipientReading, toldBy } from '../../../../shared/analysis/voter-files/told';
import fc from '../../../helpers/properties';

const ROW: Readonly<Partial<Record<ValueKind, string>>> = {
  'first-name': 'JANE',
  'middle-name': 'QUINCY',
  'last-name': 'ROE',
  address: '12 ELM ST',
  city: 'ANYTOWN',
  zip: '99501',
  zip4: '1234',
  party: 'DEM',
  email: 'jane.roe@example.com',
  phone: '202 5550100',
  'birth-date': '02/03/1970',
  'voter-id': '0001234567',
};

const message = (text: string, more: Partial<RecipientReading> = {}): RecipientReading => ({
  addresses: ['victim@example.net'],
  names: [],
  subject: '',
  text,
  ...more,
});

const matchOf = (text: string, row: Partial<Record<ValueKind, string>> = {}, more: Partial<RecipientReading> = {}) => {
  const values = Object.entries({ ...ROW, ...row }).filter(([, value]) => value !== '');
  return matchRow(new Map(values as [ValueKind, string][]), toldBy(message(text, more)));
};

const gradesOf = (...asked: Parameters<typeof matchOf>): Partial<Record<ValueKind, Grade>> =>
  Object.fromEntries(matchOf(...asked).grades);

describe('the grade of one value', () => {
  test.each<[kind: ValueKind, text: string, grade: Grade | undefined, row?: Partial<Record<ValueKind, string>>]>([
    ['first-name', 'JANE ROE', 'exact'],
    ['first-name', 'Jane Roe', 'normalised'],
    ['first-name', 'JANET ROE', undefined],
    ['last-name', 'Dear Ms. Roe,', 'normalised'],
    ['last-name', "Jane O'Roe", undefined],
    ['last-name', "Jane O'Brien", 'normalised', { 'last-name': 'OBRIEN' }],
    ['middle-name', 'JANE QUINCY ROE', 'exact'],
    ['middle-name', 'Jane Quincy Roe', 'normalised'],
    ['middle-name', 'Jane Q. Roe', 'normalised'],
    ['middle-name', 'Jane X. Roe', 'other'],
    ['middle-name', 'Jane Roe', undefined],
    ['middle-name', 'Jane Quincy Roe', 'other', { 'middle-name': 'Q' }],
    ['middle-name', 'Jane Q. Roe', 'other', { 'middle-name': '' }],
    ['middle-name', 'Jane and Roe', undefined],
    ['suffix', 'Jane Roe Jr.', 'exact', { suffix: 'Jr' }],
    ['suffix', 'Jane Roe Jr.', 'normalised', { suffix: 'JR' }],
    ['suffix', 'Jane Roe III', 'other', { suffix: 'JR' }],
    ['suffix', 'Jane Roe III', 'other'],
    ['suffix', 'Jane Roe', undefined, { suffix: 'JR' }],
    ['address', 'at 12 ELM ST, ANYTOWN', 'exact'],
    ['address', 'at 12 Elm Street', 'normalised'],
    ['address', 'at 112 ELM ST', undefined],
    ['address', 'at 12 ELM STREAM', undefined],
    ['address', 'at 12 North Elm Ave. #4', 'normalised', { address: '12 N ELM AVE APT 4' }],
    ['address', 'at 12 N Elm Ave', 'normalised', { address: '12 N ELM AVE APT 4' }],
    ['zip', 'ANYTOWN 99501', 'exact'],
    ['zip', 'ANYTOWN 99501-1234', 'exact'],
    ['zip', 'ANYTOWN 199501', undefined],
    ['zip4', 'ANYTOWN 99501-1234', 'exact'],
    ['zip4', 'ANYTOWN 995011234', 'normalised'],
    ['zip4', 'ANYTOWN 99501-9999', 'other'],
    ['zip4', 'ANYTOWN 99501-1234', 'other', { zip4: '' }],
    ['zip4', 'ANYTOWN 99501', undefined],
    ['party', 'You are registered as a Democrat.', 'normalised'],
    ['party', 'Party: DEM', 'exact'],
    ['party', 'You are currently registered as a Republican', 'other'],
    ['party', 'The Democrat is here', undefined],
    ['party', 'registered with no party affiliation', 'normalised', { party: 'NPA' }],
    ['email', 'x', 'other'],
    ['phone', 'call (202) 555-0100', 'normalised'],
    ['phone', 'call 202 5550100', 'exact'],
    ['phone', 'call 202-555-0199', undefined],
    ['birth-date', 'born 02/03/1970', 'exact'],
    ['birth-date', 'born February 3, 1970', 'normalised'],
    ['birth-date', 'born 3 Feb 1970', 'normalised'],
    ['birth-date', 'born March 2, 1970', undefined],
    ['voter-id', 'number 0001234567', 'exact'],
    ['voter-id', 'number 1234567', 'normalised'],
  ])('%s in %j: %s', (kind, text, grade, row) => {
    expect(gradesOf(text, row)[kind]).toBe(grade);
  });

  it('compares addresses of recipients by their letters', () => {
    expect(gradesOf('', {}, { addresses: ['jane.roe@example.com'] }).email).toBe('exact');
    expect(gradesOf('', {}, { addresses: ['Jane.Roe@Example.com'] }).email).toBe('normalised');
    expect(gradesOf('', {}, { addresses: [] }).email).toBeUndefined();
  });

  it('counts the best of several places', () => {
    expect(gradesOf('Jane Roe lives beside Jane X. Roe and JANE QUINCY ROE')['middle-name']).toBe('exact');
  });
});

describe('whose row it is', () => {
  it('is the recipient’s by the address', () => {
    expect(matchOf('nothing', {}, { addresses: ['JANE.ROE@example.com'] }).fits).toBe('address');
  });

  it('is the recipient’s by the name with a second value, in either order of the name', () => {
    expect(matchOf('Jane Roe, 12 Elm St').fits).toBe('name');
    expect(matchOf('ROE, JANE 99501').fits).toBe('name');
    expect(matchOf('99501', {}, { names: ['Jane Q. Roe'] }).fits).toBe('name');
  });

  it('is nobody’s by a name alone, by a party, or by a place without the name', () => {
    expect(matchOf('Jane Roe').fits).toBeNull();
    expect(matchOf('Jane Roe, registered as a Democrat in Anytown').fits).toBeNull();
    expect(matchOf('12 Elm St, Anytown 99501').fits).toBeNull();
    expect(matchOf('Jane lives at 12 Elm St, and so does Mr. Roe').fits).toBeNull();
  });
});

describe('forms', () => {
  it('are the same for spellings of the same', () => {
    expect(normalWords('  Ren\u00e9e  O\u2019Brien-Smith, Jr. ')).toBe('RENEE OBRIEN SMITH JR');
    expect(streetWords('12 North Elm Street, Apt. 4')).toBe('12 N ELM ST 4');
    expect([...phonesIn('+1 (202) 555-0100 and 2025550101, not 12025550102345')]).toEqual(['2025550100', '2025550101']);
    expect(dateForms('1970-02-03 00:00:00')).toContain('FEBRUARY 3 1970');
    expect(dateForms('19700203')).toContain('2 3 1970');
    expect(dateForms('13/13/1970')).toEqual([]);
    expect([...saidParties(' REGISTERED VOTER AS A REPUBLICAN PARTY DEM ')]).toEqual(['REPUBLICAN', 'DEM']);
  });

  it('any row and any text: no exception, and no grade for a value that a row does not have but by what is told more', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 40 });
    const row = fc.array(
      fc.tuple(
        fc.constantFrom(...VALUE_KINDS),
        texts.filter((value) => value !== ''),
      ),
    );
    fc.assert(
      fc.property(row, texts, texts, (values, text, name) => {
        const told = toldBy(message(text, { names: [name] }));
        const held = new Map(values);
        for (const [kind, grade] of matchRow(held, told).grades) expect(held.has(kind) || grade === 'other').toBe(true);
      }),
    );
  });
});

describe('by what a message is looked up', () => {
  const has = (reading: RecipientReading, key: string) => cluesOf(reading).names.includes(keyOfText(key));

  it('is a name in a text, a subject or a display name', () => {
    expect(has(message('we know that Jane Q. Roe lives'), 'JANE ROE')).toBe(true);
    expect(has(message('ROE, JANE'), 'JANE ROE')).toBe(true);
    expect(has(message('', { names: ['jane roe'] }), 'JANE ROE')).toBe(true);
    expect(has(message('we know that Jane\nRoe lives'), 'JANE ROE')).toBe(true);
    expect(has(message('', { subject: 'For Jane Roe' }), 'JANE ROE')).toBe(true);
  });

  it('is no pair over paragraphs, over small words, or of an address alone', () => {
    expect(has(message('Jane\n\nRoe'), 'JANE ROE')).toBe(false);
    expect(has(message('', { addresses: ['jane.roe@example.com'] }), 'JANE ROE')).toBe(false);
    expect(has(message('Jane said that Roe'), 'JANE ROE')).toBe(false);
  });

  it('is bounded', () => {
    const words = Array.from({ length: 5000 }, (_, at) => `A${'bcdefghij'[at % 9]}${'klmnopqrs'[at % 7]} ${at}`);
    const { names, digits } = cluesOf(message(words.join(' ')));
    expect(names.length).toBeLessThanOrEqual(250);
    expect(digits.size).toBeLessThanOrEqual(300);
  });
});
