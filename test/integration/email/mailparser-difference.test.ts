/**
 * Every message of the corpora beside mailparser 3.9.31: senders, recipients, subject, Message-ID, date, attachments.
 *
 * A difference without a reason that the bytes show fails (see `test/helpers/beside-mailparser.ts`). Files that are told
 * to be mail by the corpora's manifest are read, whether or not they are; and each message of a package that is always there.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { readAnatomy } from '../../../shared/email/anatomy';
import { type Difference, differences } from '../../helpers/beside-mailparser';
import { filesBelow, hasSharedCorpora, readBytes, sharedCorpora, spamAssassin } from '../../unit/email/corpora';

/** No conversion of one form of the body into another: it costs time and no fact here depends on it. */
const OPTIONS = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true };

async function compareFile(file: string): Promise<readonly Difference[]> {
  const bytes = readBytes(file);
  const askedMs = Date.now();
  const mail = await simpleParser(Buffer.from(bytes), OPTIONS);
  return differences({ anatomy: readAnatomy(bytes), bytes, mail, askedMs });
}

/** @returns how many of the files differ in some fact */
async function expectExplained(name: string, files: readonly string[]): Promise<number> {
  const counts = new Map<string, number>();
  const unexplained: string[] = [];
  let differing = 0;
  for (const file of files) {
    const found = await compareFile(file);
    differing += found.length > 0 ? 1 : 0;
    for (const { fact, theirs, ours, reason } of found) {
      counts.set(`${fact}: ${reason}`, (counts.get(`${fact}: ${reason}`) ?? 0) + 1);
      if (reason === '') unexplained.push(`${file}: ${fact}: mailparser "${theirs}", ours "${ours}"`);
    }
  }
  const listed = [...counts].toSorted(([, a], [, b]) => b - a).map(([reason, count]) => `  ${count} ${reason}`);
  console.log([`${name}: ${files.length} files beside mailparser, ${differing} differ`, ...listed].join('\n'));
  expect(unexplained).toEqual([]);
  return differing;
}

/** Files that the corpora's manifest calls mail, by their first folder. */
function mailBelow(folder: string): readonly string[] {
  const [, ...rows] = readFileSync(join(sharedCorpora, 'manifest.tsv'), 'utf8')
    .split('\n')
    .map((line) => line.split('\t'));
  return rows
    .filter(([path = '', , , , , format]) => path.startsWith(`${folder}/`) && format === 'eml')
    .map(([path = '']) => join(sharedCorpora, path));
}

if (!hasSharedCorpora) console.log(`comparison over the corpora left out: ${sharedCorpora} is not on this machine`);

describe('beside mailparser', () => {
  test('all 6,046 messages of SpamAssassin', { timeout: 240_000 }, async () => {
    const files = filesBelow(spamAssassin).filter((file) => file.endsWith('.txt'));

    const differing = await expectExplained('spam-assassin', files);

    expect(files).toHaveLength(6046);
    // Measured: 563, nearly all of them by dates of 2002 without a zone or with an impossible one.
    expect(differing).toBeLessThan(files.length * 0.1);
  });

  test.skipIf(!hasSharedCorpora).each([
    ['ham', 1900, 0.01],
    ['phish', 1500, 0.1],
    ['reports', 750, 1],
    ['parser-suites', 1000, 1],
    ['formats', 150, 1],
    ['auth-suites', 5, 1],
  ])('every message of %s', { timeout: 240_000 }, async (folder, least, mostShare) => {
    const files = mailBelow(folder);

    const differing = await expectExplained(folder, files);

    expect(files.length).toBeGreaterThan(least);
    expect(differing).toBeLessThanOrEqual(files.length * mostShare);
  });
});
