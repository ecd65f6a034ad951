/** What has to hold of a case after anything that may befall it. */
import { existsSync, readdirSync } from 'node:fs';
import { openCase } from '../../electron/engine/case/case-store';
import { verifyCase } from '../../electron/engine/case/verify-case';
import { systemEnvironment } from '../../electron/engine/environment';
import type { Signer } from '../../electron/engine/identity/signer';
import { recordInterrupted, sampleAct } from './sample-acts';

/** An act that was reported as done: number and hash of its entry. */
export type Acknowledged = readonly [seq: number, hash: string];

/** Acts that a child program acknowledged, in lines `A SEQ HASH`. */
export function acknowledgedIn(lines: readonly string[]): readonly Acknowledged[] {
  return lines
    .map((line) => line.split(' '))
    .filter(([letter]) => letter === 'A')
    .map(([, seq = '', hash = '']) => [Number(seq), hash]);
}

/**
 * Opens the case in `dir` as a person would, and works on in it.
 *
 * @param memory the view that a program had when it ended in order: the disk has the same
 * @returns what is wrong: an acknowledged act that is gone, a case that does not verify before or after it was opened, that
 *   does not open, that holds an import by half, or temporary files. Empty as it should be.
 */
export async function problemsOf(
  dir: string,
  acknowledged: readonly Acknowledged[],
  signer: Signer,
  memory?: unknown,
): Promise<readonly string[]> {
  if (!existsSync(dir)) {
    return acknowledged.length > 0 ? ['the case is gone'] : [];
  }
  try {
    return await problemsInside(dir, acknowledged, signer, memory);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    // A case whose making was cut off before its first entry says so and holds nothing.
    const isUnmade = acknowledged.length === 0 && /interrupted|no custody journal/.test(text);
    return isUnmade ? [] : [text];
  }
}

async function problemsInside(
  dir: string,
  acknowledged: readonly Acknowledged[],
  signer: Signer,
  memory: unknown,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const before = await verifyCase(dir);
  if (!before.ok && acknowledged.length > 0) {
    problems.push(`before opening: ${before.firstFailure}`);
  }
  const store = await openCase(dir, { mode: 'write' }, systemEnvironment);
  try {
    const hashes = new Map<number, string>();
    for await (const line of store.lines()) {
      hashes.set(line.entry.seq, line.hash);
    }
    const lost = acknowledged.filter(([seq, hash]) => hashes.get(seq) !== hash);
    problems.push(...lost.map(([seq]) => `the acknowledged act ${seq} is lost`));
    if (memory !== undefined && JSON.stringify(memory) !== JSON.stringify(store.view)) {
      problems.push('memory was not as the disk');
    }
    await recordInterrupted(store, signer);
    await sampleAct(store, signer, 9_000);
    problems.push(...store.view.openImports.map(({ number }) => `${number} is received by half`));
  } finally {
    await store.close();
  }
  const after = await verifyCase(dir);
  const left = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('chainmail-tmp'));
  return [
    ...problems,
    ...(after.ok ? [] : [`after opening: ${after.firstFailure}`]),
    ...left.map((name) => `${name} is left`),
  ];
}
