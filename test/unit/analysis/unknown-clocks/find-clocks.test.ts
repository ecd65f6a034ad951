import { describe, expect, test } from 'vitest';
import { readTimes } from '../../../../shared/analysis/times';
import { CLOCK_ENCODINGS, wordsOf } from '../../../../shared/analysis/unknown-clocks/encodings';
import { findClocks, tailBound } from '../../../../shared/analysis/unknown-clocks/find-clocks';
import { type HeaderClocks, headerClocks } from '../../../../shared/analysis/unknown-clocks/header-clocks';
import { readAnatomy } from '../../../../shared/email/anatomy';
import { readRoute } from '../../../../shared/email/route';
import fc from '../../../helpers/properties';

const START = Date.UTC(2020, 9, 20, 13, 0, 0);
const DAY = 86_400_000;

function clocksOf(fields: readonly string[], timeMs: number): HeaderClocks {
  const date = new Date(timeMs).toUTCString().replace('GMT', '+0000');
  const bytes = Buffer.from([`Date: ${date}`, ...fields, '', 'Text', ''].join('\r\n'), 'latin1');
  const anatomy = readAnatomy(bytes);
  const route = readRoute(anatomy);
  return headerClocks({ anatomy, route, times: readTimes(bytes, anatomy, route) });
}

/** Messages some days apart, each with the fields that are made for its time. */
const mails = (count: number, fields: (timeMs: number, n: number) => readonly string[], apart = 3 * DAY) =>
  Array.from({ length: count }, (_, n) => clocksOf(fields(START + n * apart, n), START + n * apart));
const found = (messages: readonly HeaderClocks[]) =>
  findClocks(messages).clocks.map(({ field, encoding, near }) => [field, encoding, near]);

const hexSeconds = (timeMs: number) => Math.floor(timeMs / 1000).toString(16);

describe('a clock of unknown form', () => {
  test.each([
    ['decimal-seconds', (t: number) => String(t / 1000)],
    ['decimal-milliseconds', (t: number) => String(t + 7)],
    ['decimal-microseconds', (t: number) => `${t}123`],
    ['decimal-nanoseconds', (t: number) => `${t}123456`],
    ['dotnet-ticks', (t: number) => String((BigInt(t) + 62_135_596_800_000n) * 10_000n)],
    ['filetime-decimal', (t: number) => String((BigInt(t) + 11_644_473_600_000n) * 10_000n)],
    ['snowflake', (t: number) => String((BigInt(t) - 1_288_834_974_657n) << 22n)],
    ['date-digits', (t: number) => new Date(t).toISOString().replace(/\D/g, '').slice(0, 14)],
    ['date-digits-milliseconds', (t: number) => new Date(t).toISOString().replace(/\D/g, '')],
    ['hex-seconds', hexSeconds],
    ['hex-milliseconds', (t: number) => t.toString(16)],
    ['hex-seconds-microseconds', (t: number) => `${hexSeconds(t)}1a2b3`],
    ['filetime-hex', (t: number) => `0${((BigInt(t) + 11_644_473_600_000n) * 10_000n).toString(16)}`],
    ['object-id', (t: number) => `${hexSeconds(t)}aabbccddeeff0011`],
    ['base36-milliseconds', (t: number) => t.toString(36)],
    [
      'uuid-7',
      (t: number) =>
        `${t
          .toString(16)
          .padStart(12, '0')
          .replace(/^(.{8})/, '$1-')}-7abc-8def-0123456789ab`,
    ],
  ])('%s is found in its field, in every message', (encoding, write) => {
    const messages = mails(12, (t, n) => [`X-Unheard-Of: <${write(t)}.${n}@relay.example>`]);

    expect(found(messages)).toContainEqual(['x-unheard-of', encoding, 12]);
  });

  test('is found inside of a longer word, and where some messages have something else', () => {
    const messages = mails(20, (t, n) => [`X-Batch: ${n % 4 === 0 ? 'none' : `batch${t / 1000}`}`]);

    expect(found(messages)).toEqual([['x-batch', 'decimal-seconds', 15]]);
  });

  test('names the bytes and the first messages', () => {
    const messages = mails(9, (t) => [`X-Batch: ${t / 1000}`]);
    const [clock] = findClocks(messages).clocks;

    expect(clock?.examples.map(({ message }) => message)).toEqual([0, 1, 2]);
    expect(clock?.examples.map(({ message, word }) => messages[message]?.words[word]?.timeMs)).toEqual(
      [0, 1, 2].map((n) => START + n * 3 * DAY),
    );
  });

  test('says how many of its bytes a decoder reads already', () => {
    const messages = mails(9, (t) => [
      `Message-ID: <${new Date(t).toISOString().replace(/\D/g, '').slice(0, 14)}.GA12@desk.example>`,
    ]);
    const [clock] = findClocks(messages).clocks.filter(({ encoding }) => encoding === 'date-digits');

    expect(clock).toMatchObject({ field: 'message-id', near: 9, known: 9 });
  });
});

describe('no clock is', () => {
  test('what is the same in all messages', () => {
    expect(found(mails(30, () => [`X-List: ${START / 1000}`]))).toEqual([]);
  });

  test('what messages of one hour have in common', () => {
    expect(found(mails(30, (t) => [`X-Batch: ${t / 1000}`], 1_000))).toEqual([]);
  });

  test('what two messages show', () => {
    expect(found(mails(2, (t) => [`X-Batch: ${t / 1000}`]))).toEqual([]);
  });

  test('a number that only counts, or one that is a day off', () => {
    expect(found(mails(40, (t, n) => [`X-Number: ${1_600_000_000 + n}`, `X-Late: ${(t + DAY) / 1000}`]))).toEqual([]);
  });

  test('any random word: of a hundred thousand of them none is told of', () => {
    let state = 7;
    const random = (digits: string, length: number) =>
      Array.from({ length }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return digits[(state >>> 16) % digits.length];
      }).join('');
    const shapes = [
      ['0123456789abcdef', 8],
      ['0123456789', 10],
      ['0123456789abcdef', 24],
      ['0123456789abcdefghijklmnopqrstuvwxyz', 8],
      ['0123456789abcdefghijklmnopqrstuvwxyz', 6],
    ] as const;
    const messages = mails(500, () =>
      shapes.map(
        ([digits, length], n) => `X-Noise-${n}: ${Array.from({ length: 40 }, () => random(digits, length)).join(' ')}`,
      ),
    );

    expect(found(messages)).toEqual([]);
  });
});

describe('the bound on chance', () => {
  test('is never below the true share, counted for coins', () => {
    const tail = (n: number, p: number, least: number) => {
      let sum = 0;
      let term = (1 - p) ** n;
      for (let k = 0; k <= n; k += 1) {
        if (k >= least) sum += term;
        term *= ((n - k) / (k + 1)) * (p / (1 - p));
      }
      return sum;
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.001, max: 0.9, noNaN: true }),
        fc.nat(60),
        (n, p, k) => {
          expect(tailBound(Math.min(k, n), n * p)).toBeGreaterThanOrEqual(tail(n, p, Math.min(k, n)) - 1e-9);
        },
      ),
    );
  });

  test('any text and any bytes of a header are taken calmly, and words stand where they are said to', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        for (const { text: word, at } of wordsOf(text)) {
          expect(text.slice(at, at + word.length)).toBe(word);
          for (const { pattern, read } of CLOCK_ENCODINGS) {
            if (pattern.test(word))
              expect([undefined, 'number']).toContain(typeof read(word) === 'number' ? 'number' : undefined);
          }
        }
      }),
    );
  });
});
