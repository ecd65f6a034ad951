/** Filling the catalogue from vault and lists: after an import, after a kill, after damage; always the same rows. */

import { join } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import type { CaseStore } from '../case/case-store';
import type { EvidenceView } from '../case/case-view';
import { LOCK_NAME, readLock } from '../case/lock';
import { mayBeAlive } from '../case/lock-holder';
import { type ListedMessage, readListedMessages } from '../ingest/listing';
import { ProgressMeter, type WorkProgress } from '../ingest/progress';
import type { MessagePool } from '../message/message-pool';
import type { Catalogue } from './catalogue';
import type { CatalogueEntry } from './rows';

export interface FillOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: WorkProgress) => void) | undefined;
}

const BATCH_MESSAGES = 48;
const BATCH_BYTES = 4 << 20;
/** Rows are written when so many wait, or so much text. */
const WRITE_MESSAGES = 1_000;
const WRITE_TEXT = 16 << 20;

/** Reads whatever evidence the catalogue does not have yet. */
export async function completeCatalogue(
  store: CaseStore,
  catalogue: Catalogue,
  pool: MessagePool,
  options: FillOptions = {},
): Promise<void> {
  if (!catalogue.isWritable && catalogue.missing().length > 0) {
    if (await hasWriter(store.dir)) {
      // The other program is at it; what it has finished can be read.
      return;
    }
    await catalogue.leaveShared();
  }
  const missing = catalogue.missing();
  if (missing.length === 0) {
    return;
  }
  const meter = new ProgressMeter(options.onProgress, store.env.monotonicMs);
  meter.begin(
    'Reading messages',
    missing.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  for (const item of missing) {
    await fillEvidence({ store, catalogue, pool, meter, signal: options.signal }, item);
  }
  meter.end();
}

async function hasWriter(dir: string): Promise<boolean> {
  const lock = await readLock(join(dir, LOCK_NAME));
  return lock !== null && lock !== 'unreadable' && (await mayBeAlive(lock));
}

/** Makes all rows anew. */
export async function rebuildCatalogue(
  store: CaseStore,
  catalogue: Catalogue,
  pool: MessagePool,
  options: FillOptions = {},
): Promise<void> {
  await catalogue.reset();
  await completeCatalogue(store, catalogue, pool, options);
}

export interface FillContext {
  readonly store: CaseStore;
  readonly catalogue: Catalogue;
  readonly pool: MessagePool;
  readonly meter: ProgressMeter;
  readonly signal: AbortSignal | undefined;
}

/** Reads the messages of one evidence item; all cores work while rows are written in order. */
export async function fillEvidence(context: FillContext, item: EvidenceView): Promise<void> {
  const { catalogue, pool } = context;
  catalogue.beginEvidence(item.number);
  const running: Promise<readonly CatalogueEntry[]>[] = [];
  const writer = new RowBuffer(catalogue, item.number);
  try {
    for await (const batch of batches(readListedMessages(context.store.vault, item))) {
      throwIfCancelled(context.signal);
      const rows = analyseBatch(context, batch);
      // Heard where it is awaited; until then a rejection must not count as unheard.
      rows.catch(() => undefined);
      running.push(rows);
      if (running.length > pool.threads + 1) {
        writer.add((await running.shift()) ?? []);
      }
    }
    for (const pending of running.splice(0)) {
      writer.add(await pending);
    }
  } finally {
    // Nothing of this item is still running when it returns.
    await Promise.allSettled(running);
  }
  writer.flush();
  catalogue.finishEvidence(item);
}

async function analyseBatch(context: FillContext, batch: readonly ListedMessage[]): Promise<readonly CatalogueEntry[]> {
  const { store, pool, meter, signal } = context;
  const places = batch.map(({ object, offset, length }) => ({ path: store.vault.pathOf(object), offset, length }));
  const analysed = await pool.analyse(places, signal);
  meter.addBytes(places.reduce((sum, { length }) => sum + length, 0));
  meter.addMessages(batch.length);
  return batch.flatMap((listed, index) => {
    const one = analysed[index];
    return one === undefined ? [] : [{ listed, analysed: one }];
  });
}

async function* batches(messages: AsyncIterable<ListedMessage>): AsyncGenerator<readonly ListedMessage[]> {
  let batch: ListedMessage[] = [];
  let bytes = 0;
  for await (const message of messages) {
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

class RowBuffer {
  readonly #catalogue: Catalogue;
  readonly #number: string;
  #entries: CatalogueEntry[] = [];
  #text = 0;

  constructor(catalogue: Catalogue, number: string) {
    this.#catalogue = catalogue;
    this.#number = number;
  }

  add(entries: readonly CatalogueEntry[]): void {
    this.#entries.push(...entries);
    this.#text += entries.reduce((sum, { analysed }) => sum + analysed.search.body.length, 0);
    if (this.#entries.length >= WRITE_MESSAGES || this.#text >= WRITE_TEXT) {
      this.flush();
    }
  }

  flush(): void {
    if (this.#entries.length > 0) {
      this.#catalogue.insertMessages(this.#number, this.#entries);
    }
    this.#entries = [];
    this.#text = 0;
  }
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new FailureError('cancelled', 'The work was cancelled. The case is unharmed. It can be started again.');
  }
}
