import { cpuUsage } from 'node:process';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../../shared/analysis/analyse';
import { fromByteString } from '../../../shared/email/byte-string';
import { readExtras } from '../../../shared/email/extra-readings';
import { rtfWords, unpackRtf } from '../../../shared/email/rtf';
import { readTnef } from '../../../shared/email/tnef';
import { hostileMails } from '../email/hostile';

/**
 * Growth from n to 2n, 4n and 8n bytes for every attack: anatomy, route, times, all rules, and the further readings.
 *
 * Processor time of this process is compared with itself, the least of several runs at each size: what else the machine
 * does has little part in it. Linear work gives 8 between the first and the last size, quadratic work 64.
 */
const SIZES = [8_000, 16_000, 32_000, 64_000] as const;
const RUNS = 2;
/** Below this, times are of the clock's own grain. */
const LEAST_MS = 4;
const MOST = 30;

function leastMs(work: () => void): number {
  const times = Array.from({ length: RUNS }, () => {
    const before = cpuUsage();
    work();
    const { user, system } = cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

/** Further readings of this attack are limited in number: growth is compared where the limit holds. */
const LIMITED = new Set(['multiparts in multiparts']);
const BEYOND_LIMIT = 16;

function expectLinear(run: (size: number) => () => void, scale = 1): void {
  for (const warmUp of [2_000, 4_000]) run(warmUp)();
  const times = SIZES.map((size) => leastMs(run(size * scale)));
  const [first = 0] = times;
  const last = times.at(-1) ?? 0;
  expect(last / Math.max(first, LEAST_MS), `${SIZES.join(', ')} bytes took ${times.join(', ')} ms`).toBeLessThan(MOST);
}

describe('a message of eight times the size costs about eight times the work', () => {
  test.each(hostileMails.map(({ attack, make }) => [attack, make] as const))(
    '%s',
    (attack, make) => {
      const run = (size: number) => {
        const bytes = fromByteString(make(size));
        return () => {
          readExtras(bytes, analyse(bytes).anatomy);
        };
      };
      expectLinear(run, LIMITED.has(attack) ? BEYOND_LIMIT : 1);
    },
    120_000,
  );
});

const rtf = (text: string): Uint8Array => fromByteString(`{\\rtf1${text}`);
const packed = (size: number): Uint8Array => {
  const bytes = new Uint8Array(size).fill(0xff);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, 0xffffffff, true);
  view.setUint32(8, 0x75465a4c, true);
  return bytes;
};
const tnef = (piece: string) => (size: number) =>
  fromByteString(`\x78\x9f\x3e\x22\0\0${piece.repeat(size / piece.length)}`);

describe('what lies inside of files', () => {
  test.each<readonly [string, (size: number) => () => unknown]>([
    ['groups of RTF', (size) => () => rtfWords(rtf('{'.repeat(size)))],
    ['words of RTF', (size) => () => rtfWords(rtf('\\par'.repeat(size / 4)))],
    ['bytes of RTF', (size) => () => rtfWords(rtf("\\'e4".repeat(size / 4)))],
    ['backslashes of RTF', (size) => () => rtfWords(rtf('\\'.repeat(size)))],
    ['packed RTF of references', (size) => () => unpackRtf(packed(size))],
    ['attributes of TNEF', (size) => () => readTnef(tnef('\x02\x02\x90\x06\0\0\0\0\0\0\0')(size))],
    ['titles of NUL in TNEF', (size) => () => readTnef(tnef('\x02\x10\x80\x01\0\x01\0\0\0\0\0\0')(size))],
  ])(
    '%s',
    (_name, run) => {
      expectLinear(run);
    },
    60_000,
  );
});
