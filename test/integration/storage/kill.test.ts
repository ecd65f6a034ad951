import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCase } from '../../../electron/engine/case/case-store';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import type { Signer } from '../../../electron/engine/identity/signer';
import { seededRandom } from '../../helpers/random';
import { chosenSeed, scaled } from '../../helpers/scale';
import { tempFolder } from '../../helpers/temp-folder';
import { buildChild } from '../../tools/build-child';
import { type Acknowledged, acknowledgedIn, problemsOf } from '../../tools/judge-case';
import { readTestKey, writeTestKey } from '../../tools/test-key';

const KILLS = scaled(100, 300);
const CONTROL_KILLS = scaled(60, 300);
const CONTROL_CORRUPT = scaled(3, Number.POSITIVE_INFINITY);
/** A new case now and then, so that verifying stays quick. */
const KILLS_PER_CASE = 10;

let child: string;
let keyFile: string;
let signer: Signer;
const scratch = tempFolder('kill-scratch');

beforeAll(async () => {
  child = await buildChild('test/tools/kill-child.ts', tempFolder('child'));
  keyFile = join(scratch, 'key.json');
  await writeTestKey(keyFile);
  signer = readTestKey(keyFile);
});

interface Killed {
  readonly acknowledged: readonly Acknowledged[];
  readonly errors: string;
}

/** Runs the child, lets it do its first act, and kills it so long after. */
async function runAndKill(mode: string, dir: string, afterMs: number): Promise<Killed> {
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
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  process.kill('SIGKILL');
  await ended;
  return { acknowledged: acknowledgedIn(out.split('\n').slice(0, -1)), errors };
}

/** Milliseconds to wait before a kill, by a seed. */
function momentsOf(seed: number): () => number {
  const next = seededRandom(seed);
  return () => 1 + next() * 249;
}

async function freshCase(n: number): Promise<string> {
  const store = await createCase(join(scratch, `case-${n}`), { name: 'Kill', number: '1' }, signer, env);
  await store.close();
  return store.dir;
}

/** Measured 40 to 60 s on two free cores; others may be at work. */
const SLOW_MS = scaled(400_000, 3_600_000);

describe('SIGKILL at random moments', () => {
  test(
    `${KILLS} kills: nothing corrupt, nothing acknowledged lost`,
    async () => {
      const moment = momentsOf(chosenSeed('kills'));
      const problems: string[] = [];
      let dir = '';
      let acknowledged = 0;
      for (let n = 0; n < KILLS; n += 1) {
        dir = n % KILLS_PER_CASE === 0 ? await freshCase(n) : dir;
        const killed = await runAndKill('acts', dir, moment());
        expect(killed.errors).toBe('');
        acknowledged += killed.acknowledged.length;

        const found = await problemsOf(dir, killed.acknowledged, signer);
        problems.push(...found.map((problem) => `kill ${n}: ${problem}`));
      }
      console.log(`kill test: ${KILLS} kills, ${acknowledged} acknowledged acts, ${problems.length} problems`);
      expect(problems).toEqual([]);
      expect(acknowledged).toBeGreaterThan(KILLS);
    },
    SLOW_MS,
  );

  test(
    'the control, a plain writeFile, is found corrupt',
    async () => {
      const dir = join(scratch, 'plain');
      mkdirSync(dir);
      const moment = momentsOf(chosenSeed('kills of the control'));
      let corrupt = 0;
      let kills = 0;
      for (; kills < CONTROL_KILLS && corrupt < CONTROL_CORRUPT; kills += 1) {
        await runAndKill('plain', dir, moment());
        corrupt += isWhole(readFileSync(join(dir, 'plain.json'), 'utf8')) ? 0 : 1;
      }
      console.log(`kill control: ${corrupt} of ${kills} corrupt with plain writeFile`);
      expect(corrupt).toBeGreaterThan(scaled(0, CONTROL_KILLS / 10));
    },
    SLOW_MS,
  );
});

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
