import { describe, expect, test } from 'vitest';
import { excerptRows } from '../../../electron/engine/packet/report/excerpt-rows';
import type { Span } from '../../../shared/email/types';
import { excerptLines } from '../../../shared/packet-format/report/header-excerpt';
import type { ExcerptLine } from '../../../shared/packet-format/report-model';
import fc from '../../helpers/properties';
import { fieldsOf } from './sample';

const anything = () => true;

function lines(header: string, marks: readonly Span[] = []) {
  return excerptLines(header, fieldsOf(header), marks);
}

/** Bytes printed, line ends included, and bytes that a sentence names as left out. */
function accountOf(printed: readonly ExcerptLine[], length: number) {
  const starts = [...printed.map(({ start }) => start), length];
  const bytes = (kind: ExcerptLine['kind']) =>
    printed.reduce((sum, line, index) => sum + (line.kind === kind ? (starts[index + 1] ?? 0) - line.start : 0), 0);
  return { printed: bytes('bytes'), omitted: bytes('omitted') };
}

describe('the header as it is printed', () => {
  test('numbers its lines and keeps the bytes behind every cell', () => {
    expect(lines('From: a@b\r\nReceived: x\r\n\ty\r\n')).toEqual([
      {
        kind: 'bytes',
        number: 1,
        start: 0,
        cells: [
          { text: 'From:', start: 0, end: 5, style: 'name' },
          { text: ' a@b', start: 5, end: 9, style: 'plain' },
        ],
      },
      {
        kind: 'bytes',
        number: 2,
        start: 11,
        cells: [
          { text: 'Received:', start: 11, end: 20, style: 'name' },
          { text: ' x', start: 20, end: 22, style: 'plain' },
        ],
      },
      {
        kind: 'bytes',
        number: 3,
        start: 24,
        cells: [
          { text: '\u2192   ', start: 24, end: 25, style: 'faint' },
          { text: 'y', start: 25, end: 26, style: 'plain' },
        ],
      },
    ]);
  });

  test.each([
    ['UTF-8', 'X: \u00c3\u00a9\n', '\u00e9', 2],
    ['a lone byte', 'X: \u00e9\n', '<0xE9>', 1],
    ['an overlong form', 'X: \u00c0\u00af\n', '<0xC0>', 1],
    ['a hidden character in UTF-8', 'X: \u00e2\u0080\u00ae\n', '<U+202E>', 3],
    ['a carriage return alone', 'X: \r\r\n', '<0x0D>', 1],
    ['NUL', 'X: \u0000\n', '<0x00>', 1],
  ])('shows %s as it is or by its value', (_, header, text, bytes) => {
    const [line] = lines(header);
    const cell = line?.kind === 'bytes' ? line.cells[2] : undefined;

    expect([cell?.text, (cell?.end ?? 0) - (cell?.start ?? 0)]).toEqual([text, bytes]);
  });

  test('prints the beginning of a field of a megabyte and names the bytes left out', () => {
    const printed = lines(`Subject: ${'A'.repeat(1_000_000)}\r\nTo: b\r\n`);

    expect(printed.map((line) => line.kind)).toEqual(['bytes', 'omitted', 'bytes']);
    expect(printed[1]).toMatchObject({ text: expect.stringContaining('999,611 further bytes') });
    expect(printed[2]).toMatchObject({ number: 2 });
  });

  test('prints a field of ordinary length whole', () => {
    const field = `Received: ${'from mail.example.com by mx.example.org; '.repeat(3)}\r\n`;

    expect(lines(field.repeat(9)).map(({ kind }) => kind)).toEqual(Array(9).fill('bytes'));
    expect(lines(`X-Long: ${'a'.repeat(1_490)}\r\n`).map(({ kind }) => kind)).toEqual(['bytes']);
    expect(lines(`X-Long: ${'a'.repeat(1_491)}\r\n`).map(({ kind }) => kind)).toEqual(['bytes', 'omitted']);
  });

  test('prints the lines of a long field that an observation refers to, with their numbers', () => {
    const header = `Date: x\r\nX-Results:\r\n${' a line of a filter, in its own words\r\n'.repeat(200)}To: b\r\n`;
    const start = header.indexOf('filter', 4_000);
    const printed = lines(header, [{ start, end: start + 6 }]);
    const kinds = printed.map(({ kind }) => kind);
    const marked = printed.filter(
      (line) => line.kind === 'bytes' && line.cells.some((cell) => cell.start <= start && cell.end > start),
    );

    expect(kinds.filter((kind) => kind === 'omitted')).toHaveLength(2);
    expect(marked).toMatchObject([{ number: header.slice(0, start).split('\n').length }]);
    expect(printed[printed.length - 1]).toMatchObject({ number: 203 });
    expect(printed.length).toBeLessThan(40);
  });

  test('prints every observation of a field, or its beginning, and accounts for each byte of the header', () => {
    const value = fc.array(fc.constantFrom('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '\n ', 'b c', ' '), {
      minLength: 20,
      maxLength: 300,
    });
    const mark = fc.record({ at: fc.nat(9_999), length: fc.integer({ min: 1, max: 5_000 }) });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 3 }),
        fc.array(mark, { maxLength: 8 }),
        (fields, places) => {
          const header = fields.map((parts) => `X: ${parts.join('')}\r\n`).join('');
          const marks = places
            .map(({ at, length }) => ({
              start: at % header.length,
              end: Math.min(header.length, (at % header.length) + length),
            }))
            .filter(({ start }) => header[start] !== '\r' && header[start] !== '\n');
          const printed = lines(header, marks);
          const cells = printed.flatMap((line) => (line.kind === 'bytes' ? line.cells : []));
          const account = accountOf(printed, header.length);

          expect(account.printed + account.omitted).toBe(header.length);
          expect(printed.map(({ start }) => start)).toEqual(printed.map(({ start }) => start).sort((a, b) => a - b));
          expect(marks.filter(({ start }) => !cells.some((cell) => cell.start <= start && cell.end > start))).toEqual(
            [],
          );
        },
      ),
    );
  });

  test('cuts a header of ten thousand fields', () => {
    const printed = lines('X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(10_000));

    expect(printed.length).toBeLessThan(1_000);
    expect(printed[printed.length - 1]).toMatchObject({
      kind: 'omitted',
      text: expect.stringContaining('further fields'),
    });
  });

  test('accounts for every byte of any header, in order, also after wrapping', () => {
    const header = fc
      .array(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 300 }), { maxLength: 5 })
      .map((fields) =>
        fields.map((bytes) => `X: ${String.fromCharCode(...bytes).replaceAll('\n', '\n ')}\r\n`).join(''),
      );
    fc.assert(
      fc.property(header, fc.integer({ min: 20, max: 90 }), (text, columns) => {
        const block = {
          kind: 'header-excerpt',
          lines: lines(text),
          marks: [],
          claimedFrom: null,
          claimedLabel: '',
        } as const;
        const rows = excerptRows(block, columns, anything);
        const cells = rows.flatMap((row) => row.cells);
        const covered = cells.reduce((sum, cell) => sum + cell.end - cell.start, 0);
        const lineEnds = (text.match(/\r?\n/g) ?? []).join('').length;
        expect(covered + lineEnds).toBe(text.length);
        expect(rows.every((row) => row.cells.reduce((sum, cell) => sum + cell.text.length, 0) <= columns)).toBe(true);
        expect(cells.every((cell, index) => index === 0 || cell.start >= (cells[index - 1]?.end ?? 0))).toBe(true);
      }),
    );
  });
});
