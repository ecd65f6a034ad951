import { describe, expect, test } from 'vitest';
import { boundaryOf } from '../../../../renderer/src/views/message/headers/boundary';
import { caretAfter, spanOf } from '../../../../renderer/src/views/message/headers/caret';
import { citation } from '../../../../renderer/src/views/message/headers/citation';
import { splitLines } from '../../../../renderer/src/views/message/headers/lines';
import {
  gutterOf,
  inReadingOrder,
  type Mark,
  piecesOf,
  strongestOf,
} from '../../../../renderer/src/views/message/headers/marks';
import {
  headerPage,
  idOfRule,
  neighbour,
  picked,
  readRange,
} from '../../../../renderer/src/views/message/headers/model';
import { segmentsOf } from '../../../../renderer/src/views/message/headers/segments';
import type { FindingView, MessageView } from '../../../../shared/contract/model';
import { EMPTY_HOP } from '../../../helpers/hop-view';
import fc from '../../../helpers/properties';

const header = 'Received: one\r\n\tby two\r\nMessage-ID: <a@example.com>\r\nMessage-ID: <b@example.com>\r\n';

function mark(id: string, start: number, end: number, severity: Mark['severity'] = 'high'): Mark {
  return { id, kind: 'finding', severity, start, end };
}

function finding(rule: string, severity: FindingView['severity'], start: number, end: number): FindingView {
  return {
    ref: 'E-001/1',
    rule,
    ruleVersion: 1,
    severity,
    spans: [{ start, end }],
    title: rule,
    summary: '',
    explanation: '',
    innocent: [],
    settle: '',
    reference: '',
    errorRate: '',
    assessment: null,
  };
}

describe('piecesOf', () => {
  test('cuts without losing a byte, and marks exactly the bytes that each mark covers', () => {
    const anyMark = fc
      .tuple(fc.nat(90), fc.nat(90), fc.nat(5))
      .map(([one, other, id]) => mark(`m${id}`, Math.min(one, other), Math.max(one, other)));
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-ascii', maxLength: 80 }),
        fc.array(anyMark, { maxLength: 6 }),
        (bytes, marks) => {
          const pieces = piecesOf(segmentsOf(bytes, 0, bytes.length), marks);

          expect(pieces.map(({ start, end }) => bytes.slice(start, end)).join('')).toBe(bytes);
          for (const piece of pieces) {
            for (let at = piece.start; at < piece.end; at += 1) {
              const covering = marks.filter((one) => one.start <= at && at < one.end);
              expect(piece.marks).toEqual(covering);
            }
          }
        },
      ),
    );
  });

  test('overlapping spans give three pieces, the middle one with both marks', () => {
    const pieces = piecesOf(segmentsOf('abcdef', 0, 6), [mark('one', 0, 4), mark('two', 2, 6, 'proof')]);

    expect(pieces.map((piece) => [piece.shown, piece.marks.map(({ id }) => id)])).toEqual([
      ['ab', ['one']],
      ['cd', ['one', 'two']],
      ['ef', ['two']],
    ]);
    expect(strongestOf(pieces[1]?.marks ?? [])).toBe('proof');
  });

  test('a character of several bytes is never cut', () => {
    const bytes = Buffer.from('é', 'utf8').toString('latin1');

    expect(piecesOf(segmentsOf(bytes, 0, 2), [mark('half', 0, 1)])).toHaveLength(1);
  });
});

describe('gutterOf and reading order', () => {
  test('shows a mark once on each line where it begins, the strongest first', () => {
    const lines = splitLines(header);
    const gutter = gutterOf(lines, [
      mark('low', 24, 30, 'low'),
      mark('proof', 24, 26, 'proof'),
      mark('low', 27, 30, 'low'),
    ]);

    expect([...gutter].map(([line, marks]) => [line, marks.map(({ id }) => id)])).toEqual([[2, ['proof', 'low']]]);
  });

  test('n and p walk through the findings by their bytes and around the ends', () => {
    const message = { findings: [finding('b', 'high', 40, 50), finding('a', 'low', 0, 8)], annotations: [], route: [] };
    // The view reads nothing else of a message.
    const page = headerPage(message as unknown as MessageView, header);
    const first = neighbour(page, null, 1);
    const second = neighbour(page, first, 1);

    expect(inReadingOrder(message.findings).map(({ rule }) => rule)).toEqual(['a', 'b']);
    expect(picked(page, first)).toMatchObject({ kind: 'finding', line: 0, finding: { rule: 'a' } });
    expect(picked(page, second)).toMatchObject({ line: 2, finding: { rule: 'b' } });
    expect(neighbour(page, second, 1)).toBe(first);
    expect(neighbour(page, null, -1)).toBe(second);
    expect(idOfRule(page, 'b')).toBe(second);
    expect(picked(page, 'gone')).toBeNull();
  });
});

describe('the trust boundary', () => {
  test('lies after the last trusted hop; without one everything is a claim', () => {
    expect(
      boundaryOf([
        { ...EMPTY_HOP, trusted: true, start: 0, end: 24 },
        { ...EMPTY_HOP, trusted: false, start: 24, end: 52 },
      ]),
    ).toBe(24);
    expect(boundaryOf([{ ...EMPTY_HOP, trusted: false, start: 0, end: 24 }])).toBe(0);
    expect(boundaryOf([])).toBe(0);
  });
});

describe('the byte cursor', () => {
  const bytes = Buffer.from('Aé\r\nb', 'utf8').toString('latin1');
  const lines = splitLines(bytes);

  test('steps over whole characters and line ends, both ways', () => {
    const right = [0, 1, 3, 5].map((at) => caretAfter(bytes, lines, { anchor: at, at }, 'ArrowRight', false)?.at);
    const left = [6, 5, 3, 1].map((at) => caretAfter(bytes, lines, { anchor: at, at }, 'ArrowLeft', false)?.at);

    expect(right).toEqual([1, 3, 5, 6]);
    expect(left).toEqual([5, 3, 1, 0]);
  });

  test('with Shift keeps where the selection began', () => {
    const caret = caretAfter(bytes, lines, { anchor: 1, at: 1 }, 'ArrowRight', true) ?? { anchor: 0, at: 0 };

    expect(spanOf(caret)).toEqual({ start: 1, end: 3 });
    expect(spanOf({ anchor: 3, at: 1 })).toEqual({ start: 1, end: 3 });
    expect(spanOf({ anchor: 3, at: 3 })).toBeNull();
    expect(caretAfter(bytes, lines, caret, 'q', false)).toBeUndefined();
  });

  test('reads bytes typed as numbers, and only those that are in the header', () => {
    expect(readRange('1,000', '1,020', 2_000)).toEqual({ start: 1_000, end: 1_020 });
    expect(readRange('12', '12', 20)).toBeNull();
    expect(readRange('12', '21', 20)).toBeNull();
    expect(readRange('x', '3', 20)).toBeNull();
  });
});

describe('citation', () => {
  test('carries the text, the message, the offsets and the hash, with everything hidden written out', () => {
    const bytes = Buffer.from('Subject: a\u202eb\r\n c', 'utf8').toString('latin1');

    expect(citation(bytes, { start: 9, end: bytes.length }, 'E-001/42', 'ab'.repeat(32))).toBe(
      `a⟨RLO U+202E⟩b\r\n c\n[E-001/42, bytes 9 to 18, SHA-256 ${'ab'.repeat(32)}]\n`,
    );
  });
});
