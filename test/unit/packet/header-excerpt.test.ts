import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerptRows } from '../../../electron/engine/packet/report/excerpt-rows';
import { excerptLines } from '../../../shared/packet-format/report/header-excerpt';
import { fieldsOf } from './sample';

const anything = () => true;

function lines(header: string) {
  return excerptLines(header, fieldsOf(header));
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

  test('cuts a field of a megabyte and names the bytes left out', () => {
    const printed = lines(`Subject: ${'A'.repeat(1_000_000)}\r\nTo: b\r\n`);

    expect(printed.map((line) => line.kind)).toEqual(['bytes', 'omitted', 'bytes']);
    expect(printed[1]).toMatchObject({ text: expect.stringContaining('992,011 further bytes') });
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
