/** Messages on their way to the threads: how many are asked for at a time, how they are divided, and what is told of each. */
import type { MessagePlace } from '../message/analysed-message';
import type { Vault } from '../vault/vault';
import type { IncompleteMessage } from './rows';

/** Messages that are read from the table at a time. */
export const PAGE_MESSAGES = 960;
const BATCH_MESSAGES = 96;
const BATCH_BYTES = 4 << 20;

/** In their order; a batch ends when it has enough messages, or enough bytes. */
export function* batchesOf<T extends { readonly length: number }>(messages: readonly T[]): Generator<readonly T[]> {
  let batch: T[] = [];
  let bytes = 0;
  for (const message of messages) {
    batch.push(message);
    bytes += message.length;
    if (batch.length >= BATCH_MESSAGES || bytes >= BATCH_BYTES) {
      yield batch;
      batch = [];
      bytes = 0;
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}

/** @param boundaries trusted hops by row, of the messages whose boundary was moved */
export function placesOf(
  vault: Vault,
  messages: readonly IncompleteMessage[],
  boundaries: ReadonlyMap<number, number>,
): readonly MessagePlace[] {
  return messages.map(({ id, object, offset, length, store }) => ({
    path: vault.pathOf(object),
    offset,
    length,
    trustedHops: boundaries.get(id),
    store,
  }));
}
