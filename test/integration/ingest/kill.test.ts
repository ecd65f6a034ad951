import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { completeCatalogue } from '../../../electron/engine/catalogue/complete-catalogue';
import { settleInterruptedImports } from '../../../electron/engine/ingest/abandon-import';
import { tempFolder } from '../../helpers/temp-folder';
import { mail, mbox } from '../../unit/ingest/mail';
import { sha256 } from '../../unit/ingest/split';
import { allRows, buildEntry, newWorkbench, reopen, workerFile } from './workbench';

const KILLS = 10;

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

test('killed at any moment: nothing lost, nothing doubled, the case verifies', async () => {
  const { folder, hashes } = fillFolder();
  const dir = join(tempFolder('case'), 'x.chainmail');
  await (await newWorkbench(dir)).close();
  const script = await buildEntry('import-process', 'test/integration/ingest/import-process.ts');
  const args = [dir, folder, (await workerFile()).href];
  const wanted = [...hashes].sort();
  const outcomes: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const afterMs = kill === KILLS - 1 ? 60_000 : Math.round(10 + kill * 90 + Math.random() * 90);
    const hasEnded = await importAndKill(script, args, afterMs);
    const bench = await reopen(dir);
    const settled = await settleInterruptedImports(bench.store, bench.signer);
    const missing = bench.catalogue.missing().length;
    await completeCatalogue(bench.store, bench.catalogue, bench.pool);
    outcomes.push(
      `${afterMs} ms: ${hasEnded ? 'ended' : settled.length > 0 ? 'abandoned' : bench.store.view.evidence.length === 0 ? 'not begun' : `received, ${missing} to complete`}`,
    );
    expect(bench.store.view.openImports).toEqual([]);
    for (const { number } of bench.store.view.evidence) {
      expect(
        allRows(bench.catalogue, `evidence:${number}`)
          .map((row) => row.sha256)
          .sort(),
      ).toEqual(wanted);
    }
    expect(bench.catalogue.counts().messages).toBe(bench.store.view.evidence.length * wanted.length);
    await bench.close();
    const { checks } = await verifyCase(dir);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  }
  console.log(outcomes.join('\n'));
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
