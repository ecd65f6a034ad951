import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { execPath, pid } from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCase, openCase } from '../../../electron/engine/case/case-store';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import type { Signer } from '../../../electron/engine/identity/signer';
import { scaled } from '../../helpers/scale';
import { tempFolder } from '../../helpers/temp-folder';
import { buildChild } from '../../tools/build-child';
import { sampleAct } from '../../tools/sample-acts';
import { readTestKey, writeTestKey } from '../../tools/test-key';

const FENCING_TRIES = scaled(12, 50);
const SLOW_MS = scaled(120_000, 1_200_000);
const scratch = tempFolder('lock');
const keyFile = join(scratch, 'key.json');
let child: string;
let signer: Signer;

beforeAll(async () => {
  await writeTestKey(keyFile);
  signer = readTestKey(keyFile);
  child = await buildChild('test/tools/kill-child.ts', tempFolder('child'));
});

async function newCase(name: string): Promise<string> {
  const store = await createCase(join(scratch, name), { name, number: '' }, signer, env);
  await store.close();
  return store.dir;
}

/** A process that acts on the case without end; resolves after its first act. */
async function otherWriter(dir: string): Promise<{ readonly process: ChildProcess; readonly ended: Promise<string> }> {
  const process = spawn(execPath, [child, 'acts', dir, keyFile, scratch], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  process.stderr?.on('data', (piece) => {
    errors += String(piece);
  });
  const ended = new Promise<string>((resolve) => process.once('close', () => resolve(errors)));
  await new Promise((resolve) => process.stdout?.once('data', resolve));
  process.stdout?.resume();
  return { process, ended };
}

describe('one writer', () => {
  test('a second one in the same process is refused, a reader is not', async () => {
    const dir = await newCase('same');
    const first = await openCase(dir, { mode: 'write' }, env);
    await expect(openCase(dir, { mode: 'write' }, env)).rejects.toMatchObject({
      code: 'case-locked',
      message: expect.stringContaining(`process ${pid}`),
    });
    const reader = await openCase(dir, { mode: 'read' }, env);
    expect(reader.view.name).toBe('same');
    expect(reader.readOnlyReason).not.toBeNull();
    await expect(sampleAct(reader, signer, 1)).rejects.toMatchObject({ code: 'case-locked' });
    await reader.close();
    await first.close();
    await (await openCase(dir, { mode: 'write' }, env)).close();
  });

  test('another process that is alive is named; once it is killed its lock is taken over and said so', async () => {
    const dir = await newCase('other');
    const other = await otherWriter(dir);
    const started = Date.now();
    await expect(openCase(dir, { mode: 'write' }, env)).rejects.toMatchObject({
      code: 'case-locked',
      message: expect.stringContaining(`process ${other.process.pid}`),
    });
    expect(Date.now() - started).toBeLessThan(1_000);
    expect((await verifyCase(dir)).firstFailure).toBeNull();
    other.process.kill('SIGKILL');
    await other.ended;
    const killed = Date.now();
    const store = await openCase(dir, { mode: 'write' }, env);
    expect(Date.now() - killed).toBeLessThan(2_000);
    expect(store.notes[0]).toContain('ended without closing it');
    await store.close();
    expect((await verifyCase(dir)).firstFailure).toBeNull();
  });

  test('a lock of a number given again to another process is stale', async () => {
    const dir = await newCase('again');
    const content = { id: 'x', pid, started: '1', boot: '', host: hostname(), at: 'before', left: 0 };
    writeFileSync(join(dir, 'lock'), JSON.stringify(content));
    const store = await openCase(dir, { mode: 'write' }, env);
    expect(store.notes[0]).toContain('taken over');
    await store.close();
  });

  test('a lock of another computer is respected', async () => {
    const dir = await newCase('far');
    const content = { id: 'x', pid: 1, started: '', boot: '', host: 'elsewhere', at: 'before', left: 0 };
    writeFileSync(join(dir, 'lock'), JSON.stringify(content));
    await expect(openCase(dir, { mode: 'write' }, env)).rejects.toMatchObject({ code: 'case-locked' });
    expect(readFileSync(join(dir, 'lock'), 'utf8')).toContain('elsewhere');
  });

  test('a lock that cannot be read is taken over', async () => {
    const dir = await newCase('garbage');
    writeFileSync(join(dir, 'lock'), '\0\0\0');
    const store = await openCase(dir, { mode: 'write' }, env);
    expect(store.notes[0]).toContain('cannot be read');
    await store.close();
  });

  test('of twenty that open at once exactly one gets the case', async () => {
    for (let round = 0; round < 10; round += 1) {
      const dir = await newCase(`race-${round}`);
      const dead = { id: 'x', pid: 2 ** 22 + 1, started: '', boot: '', host: hostname(), at: '', left: 0 };
      writeFileSync(join(dir, 'lock'), JSON.stringify(dead));
      const results = await Promise.allSettled(Array.from({ length: 20 }, () => openCase(dir, { mode: 'write' }, env)));
      const opened = results.filter((result) => result.status === 'fulfilled');
      expect(opened).toHaveLength(1);
      for (const result of opened) {
        await result.value.close();
      }
      expect((await verifyCase(dir)).firstFailure).toBeNull();
    }
  });

  test('a guard that a kill left does not keep the case shut', async () => {
    const dir = await newCase('guard');
    writeFileSync(join(dir, 'lock'), '');
    writeFileSync(join(dir, '.lock.0000000000000000.chainmail-tmp'), '');
    await (await openCase(dir, { mode: 'write' }, env)).close();
    expect(readdirSync(dir).sort()).toEqual(['case.json', 'journal.jsonl', 'objects']);
  });
});

describe('a writer that was stopped while its lock was taken away', () => {
  test(
    `cannot go on after waking: ${FENCING_TRIES} tries, no fork`,
    async () => {
      for (let n = 0; n < FENCING_TRIES; n += 1) {
        const dir = await newCase(`fence-${n}`);
        const sleeper = await otherWriter(dir);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
        sleeper.process.kill('SIGSTOP');
        await new Promise((resolve) => setTimeout(resolve, 20));
        rmSync(join(dir, 'lock'));
        const store = await openCase(dir, { mode: 'write' }, env);
        await sampleAct(store, signer, 1_000);
        await sampleAct(store, signer, 1_001);
        sleeper.process.kill('SIGCONT');
        const errors = await sleeper.ended;
        // Or the new holder swept the temporary file that it was writing.
        expect(errors).toContain('FailureError: ');
        await sampleAct(store, signer, 1_002);
        await store.close();
        const verification = await verifyCase(dir);
        expect(verification.checks.slice(0, 2).map(({ ok, detail }) => (ok ? '' : detail))).toEqual(['', '']);
      }
    },
    SLOW_MS,
  );
});
