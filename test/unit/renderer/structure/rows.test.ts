import { describe, expect, test } from 'vitest';
import { byteRows, PAGE_BYTES, pageAt, ROW_BYTES } from '../../../../renderer/src/views/message/source/rows';
import fc from '../../../helpers/properties';

describe('rows of raw bytes', () => {
  test('end where lines end, and after so many bytes', () => {
    const long = 'x'.repeat(ROW_BYTES + 3);
    expect(byteRows(`a\r\n\n${long}\nb`, 100)).toEqual([
      { start: 100, end: 101, next: 103, continues: false },
      { start: 103, end: 103, next: 104, continues: false },
      { start: 104, end: 104 + ROW_BYTES, next: 104 + ROW_BYTES, continues: false },
      { start: 104 + ROW_BYTES, end: 107 + ROW_BYTES, next: 108 + ROW_BYTES, continues: true },
      { start: 108 + ROW_BYTES, end: 109 + ROW_BYTES, next: 109 + ROW_BYTES, continues: false },
    ]);
  });

  test('of any bytes follow each other without a gap', () => {
    const bytes = fc.array(fc.constantFrom('\n', '\r', '\r\n', 'x', 'y'.repeat(400)), { maxLength: 60 });
    fc.assert(
      fc.property(bytes, (pieces) => {
        const text = pieces.join('');
        let at = 0;
        for (const { start, end, next } of byteRows(text, 0)) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end - start).toBeLessThanOrEqual(ROW_BYTES);
          expect(next).toBeGreaterThan(start);
          expect(text.slice(end, next)).toMatch(/^(?:\r?\n)?$/);
          at = next;
        }
        expect(at).toBe(text.length);
      }),
    );
  });

  test('come page by page, from the first byte of the range', () => {
    const range = { start: 10, end: 10 + PAGE_BYTES * 2 + 5 };
    expect(pageAt(range, 0)).toEqual({ start: 10, end: 10 + PAGE_BYTES });
    expect(pageAt(range, 10 + PAGE_BYTES)).toEqual({ start: 10 + PAGE_BYTES, end: 10 + PAGE_BYTES * 2 });
    expect(pageAt(range, Number.MAX_SAFE_INTEGER)).toEqual({ start: 10 + PAGE_BYTES * 2, end: range.end });
    expect(pageAt({ start: 7, end: 7 }, 7)).toEqual({ start: 7, end: 7 });
  });
});
