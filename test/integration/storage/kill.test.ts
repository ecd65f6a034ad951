import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCase, openCase } from '../../../electron/engine/case/case-store';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import { tempFolder } from '../../helpers/temp-folder';
import { buildChild } from '../../tools/build-child';
import { readTestKey, writeTestKey } from '../../tools/test-key';

const KILLS = 100;
/** A new case now and then, so that verifying stays quick. */
const KILLS_PER_CASE = 10;

let child: string;
let keyFile: string;
const scratch = tempFolder('kill-scratch');

beforeAll(async () => {
  child = await buildChild('test/tools/kill-child.ts', tempFolder('child'));
  keyFile = join(scratch, 'key.json');
  await writeTestKey(keyFile);
});

interface Killed {
  /** Acknowledged acts: entry number and the hash of its line. */
  readonly acknowledged: ReadonlyMap<number, string>;
  readonly errors: string;
}

/** Runs the child, lets it do its first act, and kills it at a random moment in the 250 ms after. */
async function runAndKill(mode: string, dir: string): Promise<Killed> {
  const process = spawn(execPath, [child, mode, dir, keyFile, scratch], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let errors = '';
  const ended = new Promise<void>((resolve) => process.once('close', () => resolve()));
  process.stderr.on('data', (piece) => {
    errors += String(piece);
  });
  await new Promise<void>((resolve) => {
    process.stdout.on('data', (piece) => {
      out += String(piece);
      resolve();
    });
    process.once('close', () => resolve());
  });
  await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * 249));
  process.kill('SIGKILL');
  await ended;
  const lines = out.split('\n').slice(0, -1);
  return { acknowledged: new Map(lines.map((line) => [Number(line.split(' ')[1]), line.split(' ')[2] ?? ''])), errors };
}

async function freshCase(n: number): Promise<string> {
  const store = await createCase(join(scratch, `case-${n}`), { name: 'Kill', number: '1' }, readTestKey(keyFile), env);
  await store.close();
  return store.dir;
}

/** Measured 40 to 60 s on two free cores; others may be at work. */
const SLOW_MS = 400_000;

describe('SIGKILL at random moments', () => {
  test(
    `${KILLS} kills: nothing corrupt, nothing acknowledged lost`,
    async () => {
      let dir = '';
      let acknowledged = 0;
      for (let n = 0; n < KILLS; n += 1) {
        dir = n % KILLS_PER_CASE === 0 ? await freshCase(n) : dir;
        const killed = await runAndKill('acts', dir);
        expect(killed.errors).toBe('');
        acknowledged += killed.acknowledged.size;

        const before = await verifyCase(dir);
        expect(before.firstFailure).toBeNull();
        const store = await openCase(dir, { mode: 'write' }, env);
        const hashes = new Map<number, string>();
        for await (const line of store.lines()) {
          hashes.set(line.entry.seq, line.hash);
        }
        await store.close();
        const lost = [...killed.acknowledged].filter(([seq, hash]) => hashes.get(seq) !== hash);
        expect(lost).toEqual([]);
        const after = await verifyCase(dir);
        expect(after.firstFailure).toBeNull();
      }
      console.log(`kill test: ${KILLS} kills, ${acknowledged} acknowledged acts, 0 lost, 0 corrupt`);
      expect(acknowledged).toBeGreaterThan(KILLS);
    },
    SLOW_MS,
  );

  test('the control, a plain writeFile, is found corrupt', async () => {
    const dir = join(scratch, 'plain');
    mkdirSync(dir);
    let corrupt = 0;
    let kills = 0;
    for (; kills < 60 && corrupt < 3; kills += 1) {
      await runAndKill('plain', dir);
      corrupt += isWhole(readFileSync(join(dir, 'plain.json'), 'utf8')) ? 0 : 1;
    }
    console.log(`kill control: ${corrupt} of ${kills} corrupt with plain writeFile`);
    expect(corrupt).toBeGreaterThan(0);
  });
});

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
