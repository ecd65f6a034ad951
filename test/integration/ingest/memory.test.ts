/** What was made to be large costs bounded memory: measured in a process of its own. Sources stay as they are. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, lstatSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { tempFolder } from '../../helpers/temp-folder';
import { mail, mbox } from '../../unit/ingest/mail';
import { allRows, buildEntry, newWorkbench, reopen, workerFile } from './workbench';

const MIB = 1 << 20;

/** Writes `text` so many times behind a beginning. */
function writeLarge(path: string, begin: string, text: string, bytes: number): void {
  const piece = Buffer.alloc(MIB, text);
  const file = openSync(path, 'wx');
  writeSync(file, begin);
  for (let written = 0; written < bytes; written += piece.length) {
    writeSync(file, piece);
  }
  writeSync(file, '\n');
  closeSync(file);
}

/** Imports in a child; answers its peak memory in MB. */
async function importMeasured(dir: string, path: string): Promise<number> {
  await (await newWorkbench(dir)).close();
  const script = fileURLToPath(await buildEntry('import-process', 'test/integration/ingest/import-process.ts'));
  const said = execFileSync(execPath, [script, dir, path, (await workerFile()).href]).toString();
  return Number(/peak (\d+) MB/.exec(said)?.[1]);
}

test.each([
  [
    'a message of 300 MB',
    'From: a@example.org\nSubject: large\n\n',
    'A line of text that goes on and on.\n',
    300 * MIB,
    400,
  ],
  ['a header line of 30 MB', 'From: a@example.org\nSubject: large\nX-Long: ', 'abcdefgh', 30 * MIB, 400],
])(
  '%s: taken in whole, in bounded memory',
  async (_, begin, text, bytes, mostMb) => {
    const path = join(tempFolder('large'), 'large.eml');
    writeLarge(path, begin, text, bytes);
    const dir = join(tempFolder('case'), 'x.chainmail');
    const peak = await importMeasured(dir, path);
    console.log(`${_}: peak ${peak} MB`);
    expect(peak).toBeLessThan(mostMb);
    const bench = await reopen(dir);
    const [row, ...others] = allRows(bench.catalogue);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ bytes: lstatSync(path).size, subject: 'large', complete: true });
    await bench.close();
    expect((await verifyCase(dir, { workerFile: await workerFile() })).ok).toBe(true);
  },
  240_000,
);

test('a file that is replaced while it is read is one of the two, whole; sources are left as they were', async () => {
  const folder = join(tempFolder('replaced'), 'mails');
  mkdirSync(folder);
  const path = join(folder, 'a.mbox');
  const first = mbox(Array.from({ length: 20_000 }, (_, n) => mail({ subject: `first ${n}` })));
  const second = mbox(Array.from({ length: 20_000 }, (_, n) => mail({ subject: `second ${n}` })));
  writeFileSync(path, first);
  writeFileSync(`${path}.new`, second);
  const still = join(folder, 'still.eml');
  writeFileSync(still, mail({ subject: 'still' }), { mode: 0o444 });
  const before = lstatSync(still, { bigint: true });
  const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
  const running = bench.importPaths([path, still]);
  await setTimeout(15);
  renameSync(`${path}.new`, path);
  const { evidence } = await running;
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  expect([sha256(first), sha256(second)]).toContain(evidence[0]?.sha256);
  expect(evidence[0]?.messages).toBe(20_000);
  const after = lstatSync(still, { bigint: true });
  const facts = ({ size, mode, mtimeNs, ctimeNs, nlink }: typeof after) => ({ size, mode, mtimeNs, ctimeNs, nlink });
  expect(facts(after)).toEqual(facts(before));
  expect(readFileSync(path, 'utf8')).toBe(second);
  await bench.close();
  expect((await verifyCase(bench.store.dir)).ok).toBe(true);
});
