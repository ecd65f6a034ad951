import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createCase, openCase } from '../../../electron/engine/case/case-store';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import { FailureError } from '../../../shared/contract/failure';
import { isTorture, scaled } from '../../helpers/scale';
import { tempFolder } from '../../helpers/temp-folder';
import { testSigner } from '../../helpers/test-signer';
import { type DiskKind, ImageDisk } from '../../tools/disk/image-disk';
import { importSample, recordInterrupted, sampleAct } from '../../tools/sample-acts';

const KEPT_FREE = 3 << 20;
const GRAIN = 4096;
const GRAINS = 16;
const MOST_DUST = 4_000;
const SLOW_MS = scaled(240_000, 1_200_000);

/** Small, so that it is soon full; XFS is not to be had smaller, and takes its time. */
const KINDS: readonly DiskKind[] = [
  { name: 'a disk in memory', system: 'tmpfs', megabytes: scaled(2, 8) },
  { name: 'ext4', system: 'ext4', megabytes: 8 },
  { name: 'XFS', system: 'xfs', megabytes: 300 },
];

async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return error instanceof FailureError ? error.code : String(error);
  }
}

/** Fills the disk to the last block, with what can be taken away again grain by grain. */
function fillDisk(disk: string): string {
  const ballast = join(disk, 'ballast');
  mkdirSync(ballast);
  const isFull = (name: string, bytes: number): boolean => {
    try {
      writeFileSync(join(ballast, name), Buffer.alloc(bytes), { flush: true });
      return false;
    } catch {
      // That is the point.
      return true;
    }
  };
  for (let n = 0; n < GRAINS; n += 1) {
    isFull(`grain-${n}`, GRAIN);
  }
  isFull('bulk', 16 << 20);
  let dust = 0;
  while (dust < MOST_DUST && !isFull(`dust-${dust}`, GRAIN)) {
    dust += 1;
  }
  return ballast;
}

/** Fills the disk but for `free` bytes. */
function leaveFree(disk: string, free: number): string {
  const ballast = fillDisk(disk);
  for (let n = 0; n < free / GRAIN; n += 1) {
    rmSync(join(ballast, `grain-${n}`), { force: true });
  }
  // What was removed can be written to once the removal is on the disk.
  execFileSync('sync', ['-f', disk]);
  return ballast;
}

/** Takes up room once and for all, so that what is filled and emptied again and again is small. */
function takeUp(disk: string, leave: number): void {
  const { bfree, bsize } = statfsSync(disk);
  const size = bfree * bsize - leave;
  if (size > 0) {
    execFileSync('fallocate', ['-l', String(size), join(disk, 'taken')], { stdio: 'pipe' });
  }
}

const wanted = isTorture ? KINDS : KINDS.slice(0, 2);

describe.each(wanted)('$name that is full', (kind) => {
  const made = ImageDisk.make(kind, tempFolder('full'));
  const disk = typeof made === 'string' ? '' : made.folder;
  if (typeof made === 'string') {
    console.log(`full disk (${kind.name}) skipped: ${made}`);
  } else {
    takeUp(disk, KEPT_FREE);
  }

  afterAll(async () => {
    await (typeof made === 'string' ? undefined : made.remove());
  });

  test.skipIf(disk === '')(
    'is reported at every amount of room left, keeps what was there, and all goes on once there is room',
    async () => {
      const signer = await testSigner();
      const created = await createCase(join(disk, 'case'), { name: 'Full', number: '' }, signer, env);
      await sampleAct(created, signer, 0);
      await created.close();
      const dir = created.dir;
      const seen = new Map<string, number>();
      for (let free = 0; free <= GRAINS * GRAIN; free += GRAIN) {
        const store = await openCase(dir, { mode: 'write' }, env);
        const ballast = leaveFree(disk, free);
        const before = store.view.head.seq;
        for (let n = 0; n < 6; n += 1) {
          const outcome = await failureOf(
            n % 2 === 0 ? sampleAct(store, signer, n) : importSample(store, signer, { files: 4, seed: free + n }),
          );
          seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
        }
        expect(readdirSync(dir).filter((name) => name.endsWith('-tmp'))).toEqual([]);
        rmSync(ballast, { recursive: true });
        await recordInterrupted(store, signer);
        await sampleAct(store, signer, 9);
        expect(store.view.head.seq).toBeGreaterThan(before);
        await store.close();
        const again = await openCase(dir, { mode: 'write' }, env);
        await recordInterrupted(again, signer);
        expect(again.view.openImports).toEqual([]);
        await again.close();
        expect((await verifyCase(dir)).firstFailure).toBeNull();
      }
      console.log(`full disk (${kind.name}): ${JSON.stringify([...seen])}`);
      expect([...seen.keys()].sort()).toEqual(['disk-full', 'done']);
    },
    SLOW_MS,
  );

  test.skipIf(disk === '')('leaves no half-made case behind', async () => {
    const signer = await testSigner();
    fillDisk(disk);
    const target = join(disk, 'second');
    expect(await failureOf(createCase(target, { name: 'No', number: '' }, signer, env))).toBe('disk-full');
    expect(readdirSync(disk).includes('second.chainmail')).toBe(false);
  });
});
