/** Messages that a search chooses, read by the threads in their order. */
import { batchesOf } from '../catalogue/message-batches';
import type { MessagePlace } from '../message/analysed-message';
import { throwIfCancelled } from '../vault/hash-file';
import type { CaseSession } from './case-session';
import { listMessages } from './list-messages';

const PAGE = 500;

/** The messages that fit, in the order of the case. */
export async function chosenRefs(session: Pick<CaseSession, 'catalogue'>, query: string): Promise<readonly string[]> {
  const refs: string[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { messages } = await listMessages(session, { query, sort: 'ref', descending: false, limit: PAGE, offset });
    refs.push(...messages.map(({ ref }) => ref));
    if (messages.length < PAGE) return refs;
  }
}

export interface EachMessage<T> {
  readonly session: Pick<CaseSession, 'pool' | 'store' | 'messageAt'>;
  readonly signal: AbortSignal;
  /** By the threads: one result for each place, undefined for a message that cannot be read within the limits. */
  readonly read: (places: readonly MessagePlace[], signal: AbortSignal) => Promise<readonly (T | undefined)[]>;
}

/** As many batches at a time as there are threads; `use` is called in the order of the messages. */
export async function eachMessage<T>(
  { session, signal, read }: EachMessage<T>,
  messages: readonly { readonly message: number; readonly ref: string }[],
  use: (message: number, reading: T | undefined) => void,
): Promise<void> {
  const { pool, store } = session;
  const placed = messages.map(({ message, ref }) => {
    const { object, offset, length } = session.messageAt(ref);
    return { message, path: store.vault.pathOf(object), offset, length };
  });
  const batches = [...batchesOf(placed)];
  for (let at = 0; at < batches.length; at += pool.threads) {
    throwIfCancelled(signal);
    const some = batches.slice(at, at + pool.threads);
    const found = await Promise.all(some.map((batch) => read(batch, signal)));
    for (const [number, batch] of some.entries()) {
      for (const [place, { message }] of batch.entries()) use(message, found[number]?.[place]);
    }
  }
}
