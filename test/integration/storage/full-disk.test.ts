import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getuid, platform } from 'node:process';
import { afterAll, describe, expect, test } from 'vitest';
import { createCase, openCase } from '../../../electron/engine/case/case-store';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import { FailureError } from '../../../shared/contract/failure';
import { tempFolder } from '../../helpers/temp-folder';
import { testSigner } from '../../helpers/test-signer';
import { importSample, recordInterrupted, sampleAct } from '../../tools/sample-acts';

const disk = join(tempFolder('full'), 'disk');

function mount(): string | null {
  if (platform !== 'linux' || getuid?.() !== 0) {
    return 'needs root on Linux to mount a small disk';
  }
  try {
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk], { stdio: 'pipe' });
    return null;
  } catch (error) {
    return `no small disk could be mounted (${error instanceof Error ? error.message.split('\n')[0] : ''})`;
  }
}

const skipReason = mount();
if (skipReason !== null) {
  console.log(`full disk test skipped: ${skipReason}`);
}

afterAll(() => {
  if (skipReason === null) {
    execFileSync('umount', [disk]);
  }
});

async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return error instanceof FailureError ? error.code : String(error);
  }
}

function fillDisk(): string {
  const ballast = join(disk, 'ballast');
  try {
    writeFileSync(ballast, Buffer.alloc(4 << 20));
  } catch {
    // That is the point.
  }
  return ballast;
}

/** Fills what is left, leaving `free` bytes. */
function leaveFree(free: number): string {
  const ballast = fillDisk();
  const size = statSync(ballast).size;
  rmSync(ballast);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, size - free)));
  return ballast;
}

describe.skipIf(skipReason !== null)('a full disk', () => {
  test('is reported at every amount of room left, keeps what was there, and all goes on once there is room', async () => {
    const signer = await testSigner();
    const created = await createCase(join(disk, 'case'), { name: 'Full', number: '' }, signer, env);
    await sampleAct(created, signer, 0);
    await created.close();
    const dir = created.dir;
    const seen = new Map<string, number>();
    for (let free = 0; free <= 64 * 1024; free += 4096) {
      const store = await openCase(dir, { mode: 'write' }, env);
      const ballast = leaveFree(free);
      const before = store.view.head.seq;
      for (let n = 0; n < 6; n += 1) {
        const outcome = await failureOf(
          n % 2 === 0 ? sampleAct(store, signer, n) : importSample(store, signer, { files: 4, seed: free + n }),
        );
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      }
      expect(readdirSync(dir).filter((name) => name.endsWith('-tmp'))).toEqual([]);
      rmSync(ballast);
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
    console.log(`full disk: ${JSON.stringify([...seen])}`);
    expect([...seen.keys()].sort()).toEqual(['disk-full', 'done']);
  });

  test('leaves no half-made case behind', async () => {
    const signer = await testSigner();
    fillDisk();
    const target = join(disk, 'second');
    expect(await failureOf(createCase(target, { name: 'No', number: '' }, signer, env))).toBe('disk-full');
    expect(readdirSync(disk).includes('second.chainmail')).toBe(false);
  });
});
