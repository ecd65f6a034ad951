import { describe, expect, it, test } from 'vitest';
import {
  DelimitedReader,
  type Delimiter,
  delimiterOf,
  ROW_MAX,
} from '../../../../shared/analysis/voter-files/delimited';
import fc from '../../../helpers/properties';

const rowsOf = (text: string, delimiter: Delimiter = ',') => new DelimitedReader(delimiter).rows(text, true);

/** The same text in pieces that end where the numbers say. */
function inPieces(text: string, cuts: readonly number[], delimiter: Delimiter = ','): readonly (readonly string[])[] {
  const reader = new DelimitedReader(delimiter);
  const ends = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  const pieces = [0, ...ends].map((start, index) => text.slice(start, ends[index] ?? text.length));
  return pieces.flatMap((piece, index) => [...reader.rows(piece, index === pieces.length - 1)]);
}

describe('rows of delimited text', () => {
  test.each<[name: string, text: string, delimiter: Delimiter, rows: readonly (readonly string[])[]]>([
    [
      'plain',
      'a,b\nc,d\n',
      ',',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'without a last line end',
      'a,b\r\nc,d',
      ',',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['empty cells', ',\n', ',', [['', '']]],
    [
      'empty lines are no rows',
      'a,b\n\n\r\nc,d\n',
      ',',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['quotes, doubled inside', '"a ""x"", y",b\n', ',', [['a "x", y', 'b']]],
    [
      'a quoted line end',
      '"a\nb",c\nd,e\n',
      ',',
      [
        ['a\nb', 'c'],
        ['d', 'e'],
      ],
    ],
    ['a quote inside of a cell is a sign like others', 'a "x" b,c\n', ',', [['a "x" b', 'c']]],
    ['what follows a closing quote', '"RAY" SMITH,c\n', ',', [['RAY SMITH', 'c']]],
    [
      'quoted cells before CR LF',
      '"a","b"\r\n"c","d"\r\n',
      ',',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['tabs', 'a\tb, c\n', '\t', [['a', 'b, c']]],
    ['pipes', 'a|b\n', '|', [['a', 'b']]],
    [
      'one stray quote costs its own row only',
      'a\t"b\nc\td\n"e"\tf\n',
      '\t',
      [
        ['a', '"b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
    ],
  ])('%s', (_, text, delimiter, rows) => {
    expect(rowsOf(text, delimiter)).toEqual(rows);
  });

  it('reads what was written, whatever the cells hold and wherever the pieces end', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'B', ' ', ',', '"', '\n', '\r', '\t', 'é') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    const write = (rows: readonly (readonly string[])[]) =>
      rows.map((row) => `${row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');
    fc.assert(
      fc.property(table, fc.array(fc.nat(), { maxLength: 5 }), (rows, cuts) => {
        expect(inPieces(write(rows), cuts)).toEqual(rows);
      }),
    );
  });

  it('gives the same rows of any text wherever the pieces end', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' '), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 8 }), (any, cuts) => {
        expect(inPieces(any, cuts)).toEqual(rowsOf(any));
      }),
      { numRuns: 2000 },
    );
  });

  it('passes over a line that is longer than a row may be, and reads on', () => {
    const reader = new DelimitedReader(',');
    const long = 'x'.repeat(3 * ROW_MAX);
    const rows = [
      ...reader.rows(`a,b\n${long}`),
      ...reader.rows(`${long},y\nc,d\n${long}\n`),
      ...reader.rows('e,f', true),
    ];
    expect(rows).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
    expect(reader.passedOver).toBe(2);
  });

  it('does not look for the end of each stray quote anew', () => {
    const line = '"a,b\n';
    const reader = new DelimitedReader(',');
    const before = process.cpuUsage();
    const rows = reader.rows(line.repeat(101_001), true);
    const { user } = process.cpuUsage(before);
    // Of an odd number of quotes the last one is not closed: 100,000 lines in which each looked for it would take minutes.
    expect(rows.length).toBeGreaterThan(50_000);
    expect(user / 1e6).toBeLessThan(20);
  });
});

test.each<[line: string, delimiter: Delimiter | null]>([
  ['last_name,first_name,zip', ','],
  ['"last_name"\t"first_name"\t"a, b, c"', '\t'],
  ['A|B|C, D', '|'],
  ['a;b', ';'],
  ['nothing here', null],
  ['', null],
])('the delimiter of %j', (line, delimiter) => {
  expect(delimiterOf(line)).toBe(delimiter);
});
