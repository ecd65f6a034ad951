import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAnatomy } from '../../../shared/email/anatomy';
import { readRoute } from '../../../shared/email/route';
import { findFault } from './check-anatomy';
import { filesBelow, hasSharedCorpora, readBytes, sharedCorpora, spamAssassin } from './corpora';

/** Tallies of one corpus, for the printed line and for the floors below. */
interface Tally {
  messages: number;
  bytes: number;
  hops: number;
  hopsWithTime: number;
  hopsWithBy: number;
  datesWithInstant: number;
  datesWritten: number;
  readMs: number;
}

/** Reads every file, checks every reading, and counts. */
function readAll(name: string, files: readonly string[]): Tally {
  const tally: Tally = {
    messages: 0,
    bytes: 0,
    hops: 0,
    hopsWithTime: 0,
    hopsWithBy: 0,
    datesWithInstant: 0,
    datesWritten: 0,
    readMs: 0,
  };
  const faults: string[] = [];
  for (const file of files) {
    const bytes = readBytes(file);
    const start = performance.now();
    const anatomy = readAnatomy(bytes);
    tally.readMs += performance.now() - start;
    const route = readRoute(anatomy);
    const fault = findFault(bytes, anatomy, route);
    if (fault !== undefined) faults.push(`${file}: ${fault}`);
    tally.messages += 1;
    tally.bytes += bytes.length;
    tally.hops += route.length;
    tally.hopsWithTime += route.filter((hop) => hop.date?.instantMs !== undefined).length;
    tally.hopsWithBy += route.filter((hop) => hop.by !== '').length;
    tally.datesWritten += anatomy.date === undefined ? 0 : 1;
    tally.datesWithInstant += anatomy.date?.instantMs === undefined ? 0 : 1;
  }
  const speed = tally.bytes / 1000 / Math.max(1, tally.readMs);
  console.log(
    `${name}: ${tally.messages} messages, ${(tally.bytes / 1e6).toFixed(1)} MB, readAnatomy ${speed.toFixed(0)} MB/s, ${JSON.stringify(tally)}`,
  );
  expect(faults).toEqual([]);
  return tally;
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

test('SpamAssassin: every message is read without a fault', { timeout: 60_000 }, () => {
  const tally = readAll(
    'spam-assassin',
    filesBelow(spamAssassin).filter((file) => file.endsWith('.txt')),
  );

  expect(tally.messages).toBe(6046);
  // Measured over all 6,046: 99.7 % of the hops, 92 % of the dates (spam of 2002 has zones such as -1900, or none).
  expect(share(tally.hopsWithTime, tally.hops)).toBeGreaterThan(0.99);
  expect(share(tally.datesWithInstant, tally.datesWritten)).toBeGreaterThan(0.9);
});

if (!hasSharedCorpora) console.log(`corpus tests left out: ${sharedCorpora} is not on this machine`);

describe('shared corpora', () => {
  test.skipIf(!hasSharedCorpora).each([
    ['ham', 0.995, 0.99],
    ['phish', 0.99, 0.9],
  ])('%s: every message is read without a fault', { timeout: 60_000 }, (name, minHopTimes, minDates) => {
    const tally = readAll(name, filesBelow(join(sharedCorpora, name)));

    expect(tally.messages).toBeGreaterThan(1600);
    expect(share(tally.hopsWithTime, tally.hops)).toBeGreaterThan(minHopTimes);
    expect(share(tally.datesWithInstant, tally.datesWritten)).toBeGreaterThan(minDates);
  });

  test.skipIf(!hasSharedCorpora).each(['parser-suites', 'reports', 'auth-suites', 'formats'])(
    '%s: every file, mail or not, is read without a fault',
    { timeout: 60_000 },
    (name) => {
      expect(readAll(name, filesBelow(join(sharedCorpora, name))).messages).toBeGreaterThan(50);
    },
  );
});
