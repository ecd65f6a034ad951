import { describe, expect, test } from 'vitest';
import { lineIndexAt, splitLines } from '../../../../renderer/src/views/message/headers/lines';
import { lineEndSegment, segmentsOf } from '../../../../renderer/src/views/message/headers/segments';
import { decodeUtf8At } from '../../../../renderer/src/views/message/headers/utf8';
import fc from '../../../helpers/properties';

/** Any bytes, with line ends, high bytes and well-formed UTF-8 more often than chance would give them. */
const byteString = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)),
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '\t',
        ' ',
        'Subject: x',
        '\u00e2\u0080\u00ae',
        '\u00c3\u00a9',
        '\u00f0\u009f\u0098\u0080',
        '\u00c3',
      ),
    ),
    { maxLength: 80 },
  )
  .map((parts) => parts.join(''));

function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

describe('segmentsOf', () => {
  test('covers every byte once and in order', () => {
    fc.assert(
      fc.property(byteString, (bytes) => {
        const segments = segmentsOf(bytes, 0, bytes.length);

        expect(segments.map(({ start, end }) => bytes.slice(start, end)).join('')).toBe(bytes);
        expect(segments.every((segment, at) => segment.start === (segments[at - 1]?.end ?? 0))).toBe(true);
        expect(segments.every((segment) => segment.end > segment.start)).toBe(true);
      }),
    );
  });

  test('paints printable ASCII as it is, one unit for each byte', () => {
    fc.assert(
      fc.property(byteString, (bytes) => {
        for (const segment of segmentsOf(bytes, 0, bytes.length).filter(({ kind }) => kind === 'text')) {
          expect(segment.shown).toBe(bytes.slice(segment.start, segment.end));
        }
      }),
    );
  });

  test('never paints a control, bidirectional or invisible character itself', () => {
    fc.assert(
      fc.property(byteString, (bytes) => {
        const painted = segmentsOf(bytes, 0, bytes.length)
          .map(({ shown }) => shown)
          .join('');

        expect(painted).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u);
      }),
    );
  });

  test.each([
    ['a right-to-left override', utf8('\u202e'), 'hidden', 'RLO U+202E'],
    ['a zero-width space', utf8('\u200b'), 'hidden', 'ZWSP U+200B'],
    ['a no-break space', utf8('\u00a0'), 'hidden', 'NBSP U+00A0'],
    ['a Cyrillic a', utf8('а'), 'character', 'U+0430'],
    ['an emoji', utf8('😀'), 'character', 'U+1F600'],
    ['a tag character', utf8('\u{e0041}'), 'hidden', 'U+E0041'],
    ['a lone lead byte', '\u00c3', 'invalid', '<C3>'],
    ['an overlong slash', '\u00c0\u00af', 'invalid', '<C0>'],
    ['an encoded surrogate', '\u00ed\u00a0\u0080', 'invalid', '<ED>'],
    ['a NUL', '\u0000', 'hidden', 'NUL U+0000'],
    ['a lone CR', '\r', 'hidden', 'CR U+000D'],
    ['a tab', '\t', 'tab', 'TAB U+0009'],
  ])('names %s', (_, bytes, kind, label) => {
    expect(segmentsOf(bytes, 0, bytes.length)[0]).toMatchObject({ kind, label });
  });

  test('decodes exactly what the platform decodes, and nothing that it refuses', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 4 }), (raw) => {
        const bytes = Buffer.from(raw).toString('latin1');
        const decoded = decodeUtf8At(bytes, 0, bytes.length);
        const platform = firstCharacter(raw, strict);

        expect(decoded?.codePoint ?? null).toBe(platform);
      }),
      { numRuns: 2_000 },
    );
  });
});

function firstCharacter(raw: Uint8Array, strict: TextDecoder): number | null {
  for (let length = 1; length <= raw.length; length += 1) {
    try {
      return strict.decode(raw.slice(0, length)).codePointAt(0) ?? null;
    } catch {
      // Not a whole character yet, or not one at all.
    }
  }
  return null;
}

describe('splitLines', () => {
  test('leaves no byte out, and finds the line of every byte', () => {
    fc.assert(
      fc.property(byteString, (bytes) => {
        const lines = splitLines(bytes);

        expect(lines.map((line) => bytes.slice(line.start, line.next)).join('')).toBe(bytes);
        for (let at = 0; at < bytes.length; at += 1) {
          const line = lines[lineIndexAt(lines, at)];
          expect(line !== undefined && line.start <= at && at < line.next).toBe(true);
        }
      }),
    );
  });

  test('tells folds from fields and keeps a lone CR in its line', () => {
    const lines = splitLines('A: b\r\n\tc\rd\ne: f');

    expect(lines).toEqual([
      { number: 1, start: 0, end: 4, next: 6, folded: false },
      { number: 2, start: 6, end: 10, next: 11, folded: true },
      { number: 3, start: 11, end: 15, next: 15, folded: false },
    ]);
    expect(lineEndSegment('A: b\r\n', 4, 6)?.label).toBe('CR LF');
    expect(lineEndSegment('A: b\n', 4, 5)?.label).toBe('LF');
    expect(lineEndSegment('A: b', 4, 4)).toBeUndefined();
  });

  test('a header of five megabytes in one line stays one line', () => {
    expect(splitLines(`Subject: ${'x'.repeat(5_000_000)}\r\n`)).toHaveLength(1);
  });
});
