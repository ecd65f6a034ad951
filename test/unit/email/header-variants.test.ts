import { describe, expect, test } from 'vitest';
import { readAnatomy } from '../../../shared/email/anatomy';
import { MAX_FIELDS } from '../../../shared/email/field-limit';
import { readHeaderSection } from '../../../shared/email/header-fields';
import { readHeaderVariants } from '../../../shared/email/header-variants';
import { ignoreIssues } from '../../../shared/email/issues';
import { lineEndByteOf } from '../../../shared/email/lines';
import { seededRandom } from '../../helpers/random';

/** What headers are made of where programs differ: names alone, colons on folds, blanks, bare returns, lines that are none. */
const PIECES = [
  ...[
    'From: a@example.com',
    'From',
    ' :b@example.com',
    '\t: c@example.com',
    'Subject: x',
    'Subject',
    'To : d@example.com',
  ],
  ...[
    ' folded',
    ' ',
    '\t \t',
    '',
    'no field',
    'From e@example.com Mon Jan  1 00:00:00 2024',
    '>From x',
    '--a',
    ':',
    ' From: f@example.com',
  ],
  ...['X-Cut: a\rFrom: g@example.com', 'X-Cut: a\rFrom', '\r', 'Content-Type: text/plain', '\0', '\xe9\xe8'],
];
const ENDS = ['\n', '\n', '\r\n', '\r'];

function below(random: () => number, limit: number): number {
  return Math.floor(random() * limit);
}

function pick(random: () => number, from: readonly string[]): string {
  return from[below(random, from.length)] ?? '';
}

function header(random: () => number, filler: number): Uint8Array {
  const end = pick(random, ENDS);
  const lines = Array.from(
    { length: 1 + below(random, 9) },
    () => pick(random, PIECES) + (below(random, 12) === 0 ? '\n' : end),
  );
  lines.splice(below(random, lines.length + 1), 0, `X-A: b${end}`.repeat(filler));
  return Buffer.from(
    `${lines.join('')}${below(random, 3) === 0 ? '' : `${end}body${end}From: h@example.com${end}`}`,
    'latin1',
  );
}

/** The readings from where they may differ, and the same from the beginning of the header. */
function both(bytes: Uint8Array): readonly [unknown, unknown] {
  const endByte = lineEndByteOf(bytes);
  const usual = readHeaderSection(bytes, 0, bytes.length, { endByte, note: ignoreIssues });
  const { bodyStart, fields } = usual;
  const start = usual.headerSpan.start;
  const shown = (readings: ReturnType<typeof readHeaderVariants>): unknown =>
    readings.map(({ kind, section }) => ({
      kind,
      bodyStart: section.bodyStart,
      headerSpan: section.headerSpan,
      fields: section.fields,
    }));
  return [
    shown(readHeaderVariants(bytes, start, usual)),
    shown(readHeaderVariants(bytes, start, { bodyStart, fields })),
  ];
}

describe('other readings of a header', () => {
  test('are the same from the first doubt on as from the beginning', () => {
    const random = seededRandom(2026);
    let different = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const [resumed, whole] = both(header(random, 0));
      expect(resumed).toEqual(whole);
      if (Array.isArray(whole) && whole.length > 0) different += 1;
    }
    // The pieces do make headers that are read in several ways.
    expect(different).toBeGreaterThan(5_000);
  });

  test('so are those of a header with more fields than are kept', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 25; round += 1) {
      const [resumed, whole] = both(header(random, MAX_FIELDS - 2 + below(random, 5)));
      expect(resumed).toEqual(whole);
    }
  });

  test.each(['X-Cut: a\rFrom: g@example.com\n\nbody\r', 'From\n :b@example.com\nSubject: x\n\nbody'])(
    'leave the bytes as they are, also those that Node gives: %j',
    (text) => {
      // Of a Node buffer `slice` is a view, not a copy.
      const bytes = Buffer.from(text, 'latin1');
      expect(readAnatomy(bytes).fromReadings).not.toEqual([]);
      expect(bytes.toString('latin1')).toBe(text);
    },
  );
});
