import { appendFileSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import type { Signer } from '../../../electron/engine/identity/signer';
import { openJournal } from '../../../electron/engine/journal/journal';
import { tempFolder } from '../../helpers/temp-folder';
import { testSigner } from '../../helpers/test-signer';

let signer: Signer;

beforeAll(async () => {
  signer = await testSigner();
});

const subject = { result: 'intact' };

async function newJournal(entries: number): Promise<string> {
  const path = join(tempFolder('journal'), 'journal.jsonl');
  writeFileSync(path, '');
  const journal = await openJournal(path, 'write', env);
  for (let n = 0; n < entries; n += 1) {
    await journal.append(signer, 'case.verify', subject);
  }
  await journal.close();
  return path;
}

describe('a journal on disk', () => {
  test('is continued where it ended, also with lines longer than a piece', async () => {
    const path = await newJournal(2);
    const journal = await openJournal(path, 'write', env);
    await journal.append(signer, 'case.verify', { result: 'x'.repeat(200_000) });
    await journal.close();
    const again = await openJournal(path, 'write', env);
    expect(again.head?.seq).toBe(2);
    const line = await again.append(signer, 'case.verify', subject);
    const seen: string[] = [];
    for await (const { hash } of again.lines()) {
      seen.push(hash);
    }
    await again.close();
    expect(seen).toHaveLength(4);
    expect([line.entry.prev, line.hash]).toEqual(seen.slice(2));
  });

  test.each<readonly [string, (path: string) => void]>([
    ['continued by another program', (path) => appendFileSync(path, 'x\n')],
    ['cut by another program', (path) => truncateSync(path, 10)],
    [
      'changed in its last line at the same size',
      (path) => {
        const bytes = readFileSync(path);
        bytes[bytes.length - 50] = (bytes[bytes.length - 50] ?? 0) ^ 1;
        writeFileSync(path, bytes);
      },
    ],
    [
      'put in place of the one that was opened',
      (path) => {
        writeFileSync(`${path}.new`, readFileSync(path));
        renameSync(`${path}.new`, path);
      },
    ],
  ])('that was %s gets nothing added', async (_, meddle) => {
    const path = await newJournal(3);
    const journal = await openJournal(path, 'write', env);
    await journal.append(signer, 'case.verify', subject);
    meddle(path);
    const before = readFileSync(path);
    await expect(journal.append(signer, 'case.verify', subject)).rejects.toMatchObject({ code: 'journal-broken' });
    expect(readFileSync(path)).toEqual(before);
    await journal.close();
  });

  test('whose last line is not an entry is not opened', async () => {
    const path = await newJournal(1);
    appendFileSync(path, 'no entry\n');
    await expect(openJournal(path, 'write', env)).rejects.toMatchObject({ code: 'journal-broken' });
  });

  test('appends in about a millisecond', async () => {
    const path = await newJournal(0);
    const journal = await openJournal(path, 'write', env);
    const times: number[] = [];
    for (let n = 0; n < 500; n += 1) {
      const start = performance.now();
      await journal.append(signer, 'case.verify', subject);
      times.push(performance.now() - start);
    }
    await journal.close();
    const [median, p95] = [times.sort((a, b) => a - b)[250] ?? 0, times[475] ?? 0];
    console.log(`journal append: median ${median.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`);
    expect(median).toBeLessThan(20);
  });
});
