import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { beginEvidence } from '../../../electron/engine/case/acts';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { completeCatalogue } from '../../../electron/engine/catalogue/complete-catalogue';
import { resumeImports } from '../../../electron/engine/ingest/import-evidence';
import type { MessageRow } from '../../../shared/contract/model';
import { mixedFolder } from '../../helpers/mixed-folder';
import { seededRandom } from '../../helpers/random';
import { chosenSeed, scaled } from '../../helpers/scale';
import { tempFolder } from '../../helpers/temp-folder';
import { mail, mbox } from '../../unit/ingest/mail';
import { sha256 } from '../../unit/ingest/split';
import { allRows, buildEntry, newWorkbench, reopen, workerFile } from './workbench';

const KILLS = scaled(50, 100);
const KILLS_IN_A_CASE = 5;

function fillFolder(): { readonly folder: string; readonly hashes: readonly string[] } {
  const folder = join(tempFolder('kill'), 'mails');
  mkdirSync(folder);
  const singles = Array.from({ length: 150 }, (_, n) => mail({ subject: `single ${n}`, body: `${n} `.repeat(400) }));
  for (const [n, text] of singles.entries()) {
    writeFileSync(join(folder, `${String(n).padStart(4, '0')}.eml`), text);
  }
  const boxed = Array.from({ length: 350 }, (_, n) => mail({ subject: `boxed ${n}` }));
  writeFileSync(join(folder, 'z.mbox'), mbox(boxed));
  return { folder, hashes: [...singles, ...boxed].map(sha256) };
}

/** Starts an import and kills it with SIGKILL after so many milliseconds; answers whether it had ended by then. */
async function importAndKill(script: URL, args: readonly string[], afterMs: number): Promise<boolean> {
  const child = spawn(execPath, [fileURLToPath(script), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = { text: '' };
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const begun = new Promise<void>((resolve) => {
    child.stdout.on('data', (piece) => {
      said.text += String(piece);
      resolve();
    });
  });
  await begun;
  await Promise.race([setTimeout(afterMs), ended]);
  child.kill('SIGKILL');
  await ended;
  return said.text.includes('end');
}

/** What is the same in every whole import of one folder, whatever happened on the way. */
const shapeOf = ({ source, sha256: hash, contentSha256, origin, parent, bytes }: MessageRow): string =>
  [source, hash, contentSha256, origin, parent?.split('/')[1] ?? '', bytes].join(' ');

test(`killed at ${KILLS} random moments: continued at the next opening, nothing lost, nothing doubled`, async () => {
  const next = seededRandom(chosenSeed('kills of an import'));
  const folder = mixedFolder(join(tempFolder('kill'), 'mixed'), 12);
  const script = await buildEntry('import-process', 'test/integration/ingest/import-process.ts');
  const worker = (await workerFile()).href;
  const { wanted, setAside, tookMs } = await importWhole(script, folder.path, worker);
  expect(wanted.length).toBe(folder.messages);
  expect(folder.known.filter((hash) => !wanted.some((shape) => shape.includes(hash)))).toEqual([]);
  const outcomes = new Map<string, number>();
  for (let round = 0; round < KILLS / KILLS_IN_A_CASE; round += 1) {
    const dir = join(tempFolder('case'), 'x.chainmail');
    await (await newWorkbench(dir)).close();
    for (let kill = 0; kill < KILLS_IN_A_CASE; kill += 1) {
      const hasEnded = await importAndKill(script, [dir, folder.path, worker], Math.round(next() * tookMs * 0.8));
      const outcome = await openAgain(dir, hasEnded, { wanted, setAside });
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect((await verifyCase(dir)).checks.filter(({ ok }) => !ok)).toEqual([]);
  }
  console.log([...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', '));
  // Most moments have to lie inside of the import, else the test shows nothing.
  expect((outcomes.get('continued') ?? 0) + (outcomes.get('completed') ?? 0)).toBeGreaterThan(KILLS / 4);
}, 1_800_000);

/** Opens a case whose import was killed, lets it go on, and compares every evidence item with a whole import. */
async function openAgain(
  dir: string,
  hasEnded: boolean,
  whole: { readonly wanted: readonly string[]; readonly setAside: unknown },
): Promise<string> {
  const bench = await reopen(dir);
  const before = bench.store.view.evidence.length;
  const interrupted = bench.store.interrupted.length;
  const missing = bench.catalogue.missing().length;
  const resumed = await resumeImports(bench);
  await completeCatalogue(bench.store, bench.catalogue, bench.pool);
  expect(resumed.evidence.length).toBe(interrupted);
  expect(bench.store.view.evidence.length).toBe(before + interrupted);
  expect(bench.store.view).toMatchObject({ openImports: [], abandoned: [] });
  for (const { number, setAside } of bench.store.view.evidence) {
    const rows = allRows(bench.catalogue, `evidence:${number}`);
    expect(rows.every(({ complete }) => complete)).toBe(true);
    expect(rows.map(shapeOf)).toEqual(whole.wanted);
    expect(setAside).toEqual(whole.setAside);
  }
  expect(bench.catalogue.messageCount()).toBe(bench.store.view.evidence.length * whole.wanted.length);
  await bench.close();
  expect(leftovers(dir)).toEqual([]);
  if (hasEnded) {
    return 'ended';
  }
  return interrupted > 0 ? 'continued' : missing > 0 ? 'completed' : 'not begun';
}

/** One import that nobody disturbs: what it gives, and how long it takes on this machine now. */
async function importWhole(script: URL, folder: string, worker: string) {
  const dir = join(tempFolder('whole'), 'x.chainmail');
  await (await newWorkbench(dir)).close();
  const begun = performance.now();
  await importAndKill(script, [dir, folder, worker], 600_000);
  const tookMs = performance.now() - begun;
  const bench = await reopen(dir);
  const [item] = bench.store.view.evidence;
  const wanted = allRows(bench.catalogue).map(shapeOf);
  await bench.close();
  return { wanted, setAside: item?.setAside, tookMs };
}

/** Temporary files of ours that nothing will ever use. */
function leftovers(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('chainmail-tmp'));
}

test('interrupted, and the source is gone: recorded as abandoned with that reason', async () => {
  const { folder } = fillFolder();
  const dir = join(tempFolder('case'), 'x.chainmail');
  const bench = await newWorkbench(dir);
  await beginEvidence(bench.store, bench.signer, { path: folder, source: '', receivedFrom: '', note: '' });
  await bench.close();
  rmSync(folder, { recursive: true });
  const again = await reopen(dir);
  expect(await resumeImports(again)).toMatchObject({ evidence: [], messages: 0 });
  expect(again.store.view).toMatchObject({ openImports: [], abandoned: [{ number: 'E-001' }] });
  expect(again.store.view.abandoned[0]?.reason).toContain('no longer at its place');
  await again.close();
  expect((await verifyCase(dir)).checks.filter(({ ok }) => !ok)).toEqual([]);
});

test('the same bytes again: stored once, recorded as a second receipt', async () => {
  const { folder } = fillFolder();
  const dir = join(tempFolder('case'), 'x.chainmail');
  const bench = await newWorkbench(dir);
  const first = await bench.importPaths([join(folder, 'z.mbox')]);
  const objects = readdirSync(join(dir, 'objects'), { recursive: true }).length;
  const second = await bench.importPaths([join(folder, 'z.mbox')]);
  expect(first.evidence).toMatchObject([{ number: 'E-001', sameAs: null }]);
  expect(second.evidence).toMatchObject([{ number: 'E-002', sameAs: 'E-001', messages: 350 }]);
  // Two records, in at most two new folders: neither the mailbox nor its lists again.
  expect(readdirSync(join(dir, 'objects'), { recursive: true }).length - objects).toBeLessThanOrEqual(4);
  await bench.close();
  expect((await verifyCase(dir)).checks.filter(({ ok }) => !ok)).toEqual([]);
});

test('headers first: in the list and found by subject while the rest is still read; never an act on them', async () => {
  const { folder, hashes } = fillFolder();
  const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
  const seen: { rows: number; complete: number; bySubject: number; of: number; reading: number }[] = [];
  const told: { listed: number; coming: readonly unknown[] }[] = [];
  const list = (query: string) =>
    bench.catalogue.list({ query, sort: 'ref', descending: false, offset: 0, limit: 1_000 });
  const onRows = () => {
    const { rows, of, reading } = list('');
    const complete = rows.filter((row) => row.complete).length;
    seen.push({ rows: rows.length, complete, bySubject: list('subject:single').total, of, reading });
    told.push({ listed: bench.catalogue.listedCount(), coming: bench.catalogue.coming() });
  };
  await bench.importPaths([folder], { onRows });
  const [first] = seen;
  expect(first?.rows).toBeGreaterThan(0);
  expect(first?.complete).toBe(0);
  expect(first?.bySubject).toBe(first?.rows);
  expect(seen.every(({ rows, of, reading, complete }) => of >= rows && reading === rows - complete)).toBe(true);
  expect(seen.at(-1)).toMatchObject({ rows: hashes.length, complete: hashes.length, bySubject: 150, reading: 0 });
  // What is counted beside the list is what the list holds, before and after the item is received.
  expect(told.map(({ listed }) => listed)).toEqual(seen.map(({ of }) => of));
  expect(told[0]?.coming).toEqual([{ evidence: 'E-001', messages: first?.rows }]);
  expect(bench.catalogue.coming()).toEqual([]);
  expect(bench.catalogue.listedCount()).toBe(hashes.length);
});

test('cancelled: recorded as abandoned, the case verifies and takes evidence again', async () => {
  const { folder, hashes } = fillFolder();
  const dir = join(tempFolder('case'), 'x.chainmail');
  const bench = await newWorkbench(dir);
  const cancel = new AbortController();
  const onProgress = ({ stage }: { readonly stage: string }) => {
    if (stage.startsWith('Copying')) {
      cancel.abort();
    }
  };
  const result = await bench.importPaths([folder], { signal: cancel.signal, onProgress });
  expect(result).toMatchObject({ cancelled: true, evidence: [], messages: 0 });
  expect(bench.store.view).toMatchObject({ openImports: [], abandoned: [{ number: 'E-001' }] });
  expect(await bench.importPaths([folder])).toMatchObject({ messages: hashes.length, evidence: [{ number: 'E-002' }] });
  await bench.close();
  expect((await verifyCase(dir)).checks.filter(({ ok }) => !ok)).toEqual([]);
});
