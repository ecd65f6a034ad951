import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCase } from '../../../electron/engine/case/case-store';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import type { Signer } from '../../../electron/engine/identity/signer';
import { seededRandom } from '../../helpers/random';
import { chosenSeed, isTorture, scaled } from '../../helpers/scale';
import { tempFolder } from '../../helpers/temp-folder';
import { buildChild } from '../../tools/build-child';
import { type DiskKind, ImageDisk } from '../../tools/disk/image-disk';
import { acknowledgedIn, problemsOf } from '../../tools/judge-case';
import { readTestKey, writeTestKey } from '../../tools/test-key';

const CUTS = scaled(25, 100);
/** A new case now and then, so that verifying stays quick. */
const CUTS_PER_CASE = 10;
const DELAY_MS = 250;

const KINDS: readonly DiskKind[] = [
  { name: 'ext4', system: 'ext4', megabytes: 64 },
  { name: 'XFS', system: 'xfs', megabytes: 300 },
  { name: 'ext4 without its care', system: 'ext4', megabytes: 64, options: 'data=writeback,noauto_da_alloc' },
];

const scratch = tempFolder('power');
const keyFile = join(scratch, 'key.json');
let child: string;
let signer: Signer;

beforeAll(async () => {
  child = await buildChild('test/tools/kill-child.ts', tempFolder('child'));
  await writeTestKey(keyFile);
  signer = readTestKey(keyFile);
});

/** Runs a program that writes on the disk, and cuts the power at a moment after its first word. Gives what it said. */
async function runAndCut(disk: ImageDisk, mode: string, dir: string, afterMs: number): Promise<readonly string[]> {
  const program = spawn(execPath, [child, mode, dir, keyFile, scratch], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const ended = new Promise<void>((resolve) => program.once('close', () => resolve()));
  const begun = new Promise<void>((resolve) => program.stdout.once('data', () => resolve()));
  program.stdout.on('data', (piece) => {
    said += String(piece);
  });
  await Promise.race([begun, ended]);
  await setTimeout(afterMs);
  // What it says after the cut it can only say because nothing tells it that the disk is dead.
  program.kill('SIGSTOP');
  await disk.cutPower(async () => {
    program.kill('SIGKILL');
    await ended;
  });
  return said.split('\n').slice(0, -1);
}

/** Of a plain `writeFile`: whether what it had reported is there after the cut. */
function hasLast(file: string, said: readonly string[]): boolean {
  const last = Number(said.at(-1)?.split(' ')[1] ?? -1);
  try {
    return JSON.parse(readFileSync(file, 'utf8')).n >= last;
  } catch {
    return false;
  }
}

const wanted = isTorture ? KINDS : KINDS.slice(0, 2);

describe.each(wanted)('the power is cut on $name', (kind) => {
  const made = ImageDisk.make(kind, tempFolder('power-disk'));
  const disk = typeof made === 'string' ? null : made;
  const skipReason = disk === null ? made : disk.prepareCuts();
  if (skipReason !== null) {
    console.log(`power cuts on ${kind.name} skipped: ${skipReason}`);
  }

  afterAll(async () => {
    await disk?.remove();
  });

  test.skipIf(skipReason !== null)(
    `${CUTS} times: nothing corrupt, nothing acknowledged lost`,
    async () => {
      if (disk === null) {
        throw new Error('there is no disk');
      }
      const next = seededRandom(chosenSeed(`power cuts on ${kind.name}`));
      const problems: string[] = [];
      let dir = '';
      let acknowledged = 0;
      for (let n = 0; n < CUTS; n += 1) {
        if (n % CUTS_PER_CASE === 0) {
          rmSync(dir || join(disk.folder, 'none'), { recursive: true, force: true });
          const store = await createCase(join(disk.folder, `case-${n}`), { name: 'Power', number: '1' }, signer, env);
          await store.close();
          dir = store.dir;
        }
        const said = await runAndCut(disk, 'acts', dir, 1 + next() * DELAY_MS);
        const found = await problemsOf(dir, acknowledgedIn(said), signer);
        problems.push(...found.map((problem) => `cut ${n}: ${problem}`));
        acknowledged += said.length;
      }
      console.log(
        `power cuts on ${kind.name}: ${CUTS} cuts, ${acknowledged} acknowledged acts, ${problems.length} problems`,
      );
      expect(problems).toEqual([]);
      expect(acknowledged).toBeGreaterThan(CUTS);
    },
    scaled(600_000, 3_600_000),
  );

  test.skipIf(skipReason !== null)('the control, a plain writeFile, loses what it reported', async () => {
    if (disk === null) {
      throw new Error('there is no disk');
    }
    let lost = 0;
    let cuts = 0;
    for (; cuts < 20 && lost < 2; cuts += 1) {
      const said = await runAndCut(disk, 'plain', disk.folder, DELAY_MS);
      const file = join(disk.folder, 'plain.json');
      lost += existsSync(file) && hasLast(file, said) ? 0 : 1;
    }
    console.log(`power cuts on ${kind.name}: the control lost what it had reported in ${lost} of ${cuts} cuts`);
    expect(lost).toBeGreaterThan(0);
  });
});
