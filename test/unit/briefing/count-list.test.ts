import { expect, test } from 'vitest';
import { countByPlace } from '../../../shared/briefing/count-list';
import fc from '../../helpers/properties';

const columns = { state: 'State', county: 'County' };

test('rows are counted by state and county; names go nowhere', () => {
  const list =
    '\ufeffName,STATE,County,Note\r\n"Roe, Jane",Florida,Alachua,"said ""no""\r\nand left"\r\nB,Alaska,,\r\nC,Florida,Alachua,\r\n\r\nD,Florida,Collier,x\r\n';
  const reading = countByPlace(list, columns);
  expect(reading).toEqual({
    ok: true,
    rows: 4,
    counts: [
      { state: 'Alaska', county: '', people: 1, harm: '' },
      { state: 'Florida', county: 'Alachua', people: 2, harm: '' },
      { state: 'Florida', county: 'Collier', people: 1, harm: '' },
    ],
  });
  expect(JSON.stringify(reading)).not.toContain('Roe');
});

test('counties can be left out; a missing column is named with those that there are', () => {
  expect(countByPlace('State\nFlorida\nFlorida', { state: 'state', county: '' })).toEqual({
    ok: true,
    rows: 2,
    counts: [{ state: 'Florida', county: '', people: 2, harm: '' }],
  });
  expect(countByPlace('State,Place\nFlorida,x', columns)).toEqual({
    ok: false,
    missing: 'County',
    columns: ['State', 'Place'],
  });
});

const cell = fc.string({ unit: fc.constantFrom('a', 'B', '"', ',', '\n', '\r\n', ' ', '\u00e9') });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('whatever stands in quoted fields, each row is counted once', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell)), (rows) => {
      const list = ['Name,State,County', ...rows.map((row) => row.map(quoted).join(','))].join('\r\n');
      const reading = countByPlace(list, columns);
      const people = rows.filter((row) => row.some((text) => text.trim() !== ''));
      expect(reading.ok && reading.rows).toBe(people.length);
      expect(reading.ok && reading.counts.reduce((sum, { people: count }) => sum + count, 0)).toBe(people.length);
    }),
  );
});

test('any text ends, without an exception', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(countByPlace(`State,County\n${text}`, columns).ok).toBe(true);
    }),
  );
});
