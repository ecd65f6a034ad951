/**
 * One writer for a case: the file `lock` names who has it open.
 *
 * The file appears whole (written beside, then linked). A lock whose process is gone is taken over and said so; a living
 * holder is never pushed aside. Since a stopped process can wake up after somebody removed its lock by hand, each act
 * asks `isOwn` first, and the journal checks its own head besides.
 */
import { constants } from 'node:fs';
import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FailureError } from '../../../shared/contract/failure';
import type { Environment } from '../environment';
import { errorCode } from '../fs/error-code';
import { asStorage } from '../fs/storage-failure';
import { tempPathFor } from '../fs/temp-name';
import { writeAll } from '../fs/write-all';
import { type LockContent, lockSchema, mayBeAlive, thisProcess } from './lock-holder';

export const LOCK_NAME = 'lock';

export interface CaseLock {
  /** Set when the last holder did not end cleanly: who it was. */
  readonly takenOverFrom: LockContent | 'unreadable' | null;
  readonly isOwn: () => Promise<boolean>;
  /** Gives the case free. With `left`, the file stays and says that the next writer has something to record. */
  readonly release: (options: { readonly left: boolean }) => Promise<void>;
}

/** While another is taking a dead holder's lock over, this one waits: 40 times 25 ms. */
const TRIES = 40;
const PAUSE_MS = 25;

/**
 * @throws FailureError `case-locked` naming the holder
 */
export async function acquireLock(dir: string, env: Environment): Promise<CaseLock> {
  const path = join(dir, LOCK_NAME);
  const own = await newContent(env);
  return await asStorage('the lock of the case', async () => {
    let takenOverFrom: CaseLock['takenOverFrom'] = null;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      if (await createLock(path, own, env)) {
        return heldLock(path, own, takenOverFrom);
      }
      const found = await readLock(path);
      refuseLiving(found, await mayHold(found));
      takenOverFrom = found ?? takenOverFrom;
      if (found !== null && !(await removeStale(path, found, own, env))) {
        await delay(PAUSE_MS);
      }
    }
    throw locked('another program that is opening it at this moment');
  });
}

/** The lock's content; null when there is none. */
export async function readLock(path: string): Promise<LockContent | 'unreadable' | null> {
  try {
    const parsed = lockSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : 'unreadable';
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? null : 'unreadable';
  }
}

async function newContent(env: Environment): Promise<LockContent> {
  const at = new Date(env.now()).toISOString();
  return { id: env.randomHex(16), ...(await thisProcess()), at, left: 0 };
}

function serialise(content: LockContent): string {
  return `${JSON.stringify(content)}\n`;
}

/** @returns false when there is a lock already */
async function createLock(path: string, content: LockContent, env: Environment): Promise<boolean> {
  const temp = tempPathFor(path, env.randomHex);
  await writeNew(temp, serialise(content));
  try {
    await link(temp, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      return false;
    }
    // File systems without hard links (FAT on a stick): exclusive creation, whole but for a moment.
    return await createExclusive(path, serialise(content));
  } finally {
    await rm(temp, { force: true }).catch(() => undefined);
  }
}

async function createExclusive(path: string, text: string): Promise<boolean> {
  try {
    await writeNew(path, text);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    // Not synced: after a power cut the lock is stale in any case, whole or not.
    await writeAll(handle, Buffer.from(text, 'utf8'), null);
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
}

async function mayHold(lock: LockContent | 'unreadable' | null): Promise<boolean> {
  return lock !== null && lock !== 'unreadable' && (await mayBeAlive(lock));
}

function refuseLiving(lock: LockContent | 'unreadable' | null, isLiving: boolean): void {
  if (isLiving && lock !== null && lock !== 'unreadable') {
    throw locked(describeHolder(lock));
  }
}

/**
 * Removes a dead holder's lock, one program at a time.
 *
 * Only who holds the guard removes a lock, and looks at it again first: else two that judged the same lock dead could
 * each remove the other's new one. The guard is held for a moment; one that a kill left is removed by the next.
 *
 * @returns false when another has the guard
 */
async function removeStale(
  path: string,
  found: LockContent | 'unreadable',
  own: LockContent,
  env: Environment,
): Promise<boolean> {
  const guard = guardPath(path);
  if (!(await createLock(guard, own, env))) {
    if (!(await mayHold(await readLock(guard)))) {
      await rm(guard, { force: true });
    }
    return false;
  }
  try {
    if (idOf(await readLock(path)) === idOf(found)) {
      await rm(path, { force: true });
    }
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

/** Named like our temporary files, so that it is swept and never taken for something foreign. */
function guardPath(path: string): string {
  return tempPathFor(path, (bytes) => '00'.repeat(bytes));
}

function idOf(lock: LockContent | 'unreadable' | null): string {
  return lock === null || lock === 'unreadable' ? `${lock}` : lock.id;
}

function heldLock(path: string, own: LockContent, takenOverFrom: CaseLock['takenOverFrom']): CaseLock {
  const isOwn = async () => idOf(await readLock(path)) === own.id;
  return {
    takenOverFrom,
    isOwn,
    release: async ({ left }) => {
      if (!(await isOwn())) {
        return;
      }
      await asStorage('the lock of the case', () => (left ? markLeft(path, own) : removeLock(path, own)));
    },
  };
}

/** A lock that cannot be removed is at least marked as given up, so that the next one to open takes it over. */
async function removeLock(path: string, own: LockContent): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch {
    await markLeft(path, own);
  }
}

/** One digit in place: it needs no room, so it works on a full disk. */
async function markLeft(path: string, own: LockContent): Promise<void> {
  const at = Buffer.byteLength(serialise(own)) - '0}\n'.length;
  const handle = await open(path, constants.O_WRONLY | constants.O_NOFOLLOW);
  try {
    await writeAll(handle, Buffer.from('1'), at);
  } finally {
    await handle.close();
  }
}

export function describeHolder(lock: LockContent): string {
  return `process ${lock.pid} on the computer "${lock.host}", since ${lock.at}`;
}

function locked(holder: string): FailureError {
  return new FailureError(
    'case-locked',
    `This case is open in another window or program (${holder}). Nothing in it was changed. Close it there, or open it here to read only. If that program no longer exists, delete the file "lock" in the case folder.`,
  );
}
