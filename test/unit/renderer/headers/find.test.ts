import { describe, expect, test } from 'vitest';
import { foundSpans, MOST_FOUND, stepFound } from '../../../../renderer/src/views/message/headers/find';
import { toByteString } from '../../../../shared/email/byte-string';

const bytes = (text: string) => toByteString(new TextEncoder().encode(text));

describe('finding bytes in a header', () => {
  test('does not mind the case of a to z, and minds that of other letters', () => {
    expect(foundSpans(bytes('Received: RECEIVED'), 'received')).toEqual([
      { start: 0, end: 8 },
      { start: 10, end: 18 },
    ]);
    expect(foundSpans(bytes('x é É'), 'É')).toEqual([{ start: 5, end: 7 }]);
  });

  test('counts bytes, as offsets do', () => {
    expect(foundSpans(bytes('日本: ben@example.com'), 'ben@')).toEqual([{ start: 8, end: 12 }]);
  });

  test('ends somewhere, and finds nothing for nothing', () => {
    expect(foundSpans('a'.repeat(MOST_FOUND * 2), 'a')).toHaveLength(MOST_FOUND);
    expect(foundSpans('abc', '')).toEqual([]);
    expect(foundSpans('aaaa', 'aa')).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 4 },
    ]);
  });

  test('steps on and back, around at the ends', () => {
    const found = foundSpans('a.a.a', 'a');
    expect(stepFound(found, -1, 1)).toEqual({ start: 0, end: 1 });
    expect(stepFound(found, 0, 1)).toEqual({ start: 2, end: 3 });
    expect(stepFound(found, 4, 1)).toEqual({ start: 0, end: 1 });
    expect(stepFound(found, 0, -1)).toEqual({ start: 4, end: 5 });
    expect(stepFound([], 0, 1)).toBeNull();
  });
});
