import { describe, expect, test } from 'vitest';
import { linesOf } from '../../../../renderer/src/format/lines';
import { baselines, figureRows } from '../../../../renderer/src/views/overview/figure-rows';
import fc from '../../../helpers/properties';

describe('text as lines', () => {
  test.each([
    ['fits', 'A short name', 20, ['A short name']],
    ['breaks between words', 'The subject is that of an answer', 14, ['The subject is', 'that of an', 'answer']],
    ['breaks a word that is too long by itself', 'abcdefgh', 3, ['abc', 'def', 'gh']],
    ['counts characters, not units of UTF-16', '\u{1F512}\u{1F512} \u{1F512}', 2, ['\u{1F512}\u{1F512}', '\u{1F512}']],
    ['of nothing there is one line', '', 5, ['']],
  ])('%s', (_, text, most, lines) => {
    expect(linesOf(text, most)).toEqual(lines);
  });

  test('nothing is lost, and no line is longer than asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-composite' }), fc.integer({ min: 1, max: 40 }), (text, most) => {
        const lines = linesOf(text, most);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(most);
      }),
    );
  });
});

test('rows of a picture are as high as their names and lie one below the other', () => {
  const { rows, height } = figureRows(['Short', 'A name of a good many words that needs lines'], String, 100);
  expect(rows.map(({ top }) => top)).toEqual([0, 24]);
  expect(rows[1]?.lines.length).toBeGreaterThan(2);
  expect(height).toBe((rows[1]?.top ?? 0) + (rows[1]?.height ?? 0));
  for (const row of rows) {
    expect(Math.max(...baselines(row))).toBeLessThan(row.height);
  }
});
