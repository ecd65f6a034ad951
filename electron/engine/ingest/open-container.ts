/** Opening a container with workers that may be lost on the way: what breaks one is named, the rest goes on. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseStore } from '../case/case-store';
import { privateFolder } from '../fs/private-folder';
import type { MessagePool } from '../message/message-pool';
import { UNPACK_LIMITS, type UnpackEnd, type UnpackedItem, type UnpackRequest } from './containers/container';
import { UnpackBroken } from './containers/unpack-stream';

export interface OpenServices {
  readonly store: CaseStore;
  readonly pool: MessagePool;
  readonly signal: AbortSignal | undefined;
}

export type ContainerToOpen = Pick<UnpackRequest, 'kind' | 'path' | 'name' | 'bytesLeft' | 'itemsLeft'>;

/** @throws FailureError `cancelled`, and whatever `take` throws */
export async function openContainer(
  { store, pool, signal }: OpenServices,
  container: ContainerToOpen,
  take: (item: UnpackedItem) => Promise<void>,
): Promise<UnpackEnd> {
  const folder = store.paths.derived;
  await privateFolder(folder);
  let from = 0;
  let fruitless = 0;
  for (let attempt = 0; ; attempt += 1) {
    const staging = { folder, id: store.env.randomHex(8) };
    const sent = { next: from };
    const outcome = await openOnce(pool.unpack({ ...container, from, staging }, signal), sent, take, staging);
    if (!(outcome instanceof UnpackBroken)) {
      return outcome;
    }
    const reason = brokenReason(outcome);
    fruitless = sent.next === from ? fruitless + 1 : 0;
    if (attempt >= UNPACK_LIMITS.restarts || fruitless > UNPACK_LIMITS.fruitless) {
      return gaveUp(reason, fruitless > attempt);
    }
    const ordinal = sent.next;
    const kept = `${reason}; it is kept inside the container`;
    await take({ kind: 'aside', ordinal, path: `item ${ordinal + 1}`, reason: kept });
    from = ordinal + 1;
  }
}

/** Takes items until the end, or until the worker is lost. */
async function openOnce(
  items: AsyncGenerator<UnpackedItem, UnpackEnd>,
  sent: { next: number },
  take: (item: UnpackedItem) => Promise<void>,
  staging: UnpackRequest['staging'],
): Promise<UnpackEnd | UnpackBroken> {
  try {
    for (let next = await items.next(); ; next = await items.next()) {
      if (next.done === true) {
        return next.value;
      }
      sent.next = next.value.ordinal + 1;
      await take(next.value);
    }
  } catch (error) {
    if (error instanceof UnpackBroken) {
      return error;
    }
    throw error;
  } finally {
    // Ends the worker's task where `take` could not go on.
    await items.return({ variant: '', remarks: [], problem: null });
    await removeStaged(staging);
  }
}

function gaveUp(reason: string, isAll: boolean): UnpackEnd {
  const problem = isAll ? `${reason}: kept whole, not read` : null;
  return { variant: '', remarks: [`Not read to its end: ${reason}. What comes after was not read.`], problem };
}

function brokenReason({ isSlow }: UnpackBroken): string {
  return isSlow
    ? `reading it took longer than ${UNPACK_LIMITS.itemMs / 1000} s`
    : 'reading it needed more memory than a reader may have, or ended the reader';
}

async function removeStaged({ folder, id }: UnpackRequest['staging']): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.includes(id))) {
    await rm(join(folder, name), { force: true });
  }
}
