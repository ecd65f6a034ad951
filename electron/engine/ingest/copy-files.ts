/** Every file of a source as it lies in the vault, in order; the next ones are copied while the first are split. */
import type { CaseStore } from '../case/case-store';
import type { MessagePool } from '../message/message-pool';
import { SMALL_BYTES, type SmallCopied } from '../vault/copy-small';
import { throwIfCancelled } from '../vault/hash-file';
import { ahead } from './ahead';
import type { ProgressMeter } from './progress';
import { pathString } from './readable-name';
import { asSource, type StoredSource, storeFile } from './store-file';
import type { WalkEntry } from './walk';

export interface CopyContext {
  readonly store: CaseStore;
  readonly pool: MessagePool;
  readonly meter: ProgressMeter;
  readonly signal: AbortSignal | undefined;
}

export interface Copied {
  readonly entry: WalkEntry;
  readonly stored: StoredSource;
}

/** Small files of one task: enough that handing it over costs little, few enough that the first rows come at once. */
const FILES_IN_BATCH = 16;
const BATCHES_AHEAD = 4;

export async function* copiedFiles(entries: AsyncIterable<WalkEntry>, context: CopyContext): AsyncGenerator<Copied> {
  const batches = batchesOf(entries);
  for await (const batch of ahead(batches, BATCHES_AHEAD, (some) => copyBatch(some, context))) {
    yield* batch;
  }
}

/** Small files that follow each other; each other one by itself. */
async function* batchesOf(entries: AsyncIterable<WalkEntry>): AsyncGenerator<readonly WalkEntry[]> {
  let batch: WalkEntry[] = [];
  for await (const entry of entries) {
    const isSmall = smallPath(entry) !== undefined;
    if (batch.length > 0 && (!isSmall || batch.length >= FILES_IN_BATCH)) {
      yield batch;
      batch = [];
    }
    if (isSmall) {
      batch.push(entry);
    } else {
      yield [entry];
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}

/** The path of a file that a worker can copy; undefined for every other entry. */
function smallPath(entry: WalkEntry): string | undefined {
  return entry.kind === 'file' && entry.bytes <= SMALL_BYTES ? pathString(entry.place) : undefined;
}

interface FinishedCopy {
  readonly temp: string;
  readonly copy: SmallCopied;
}

async function copyBatch(entries: readonly WalkEntry[], context: CopyContext): Promise<readonly Copied[]> {
  // One file is not worth the start of a thread.
  const copies = entries.length > 1 ? await copyInWorker(entries, context) : [];
  const copied = await Promise.allSettled(entries.map((entry, index) => keepOne(entry, copies[index], context)));
  return copied.map((one) => {
    if (one.status === 'rejected') {
      throw one.reason;
    }
    return one.value;
  });
}

/** Undefined for a file that has to be copied by itself. */
async function copyInWorker(
  entries: readonly WalkEntry[],
  { store: { vault }, pool, signal }: CopyContext,
): Promise<readonly (FinishedCopy | undefined)[]> {
  throwIfCancelled(signal);
  const temps = await vault.nameCopies(entries.length);
  const files = entries.map((entry, index) => ({ path: smallPath(entry) ?? '', temp: temps[index] ?? '' }));
  try {
    const copies = await pool.copy({ files });
    return copies.map((copy, index) => (copy.kind === 'left' ? undefined : { temp: temps[index] ?? '', copy }));
  } catch {
    await vault.dropCopies(temps);
    return [];
  }
}

async function keepOne(
  entry: WalkEntry,
  finished: FinishedCopy | undefined,
  { store, meter, signal }: CopyContext,
): Promise<Copied> {
  if (entry.kind === 'aside') {
    return { entry, stored: { ok: false, reason: entry.reason } };
  }
  if (finished === undefined) {
    const onBytes = (bytes: number) => meter.addBytes(bytes);
    return { entry, stored: await storeFile(store, entry.place, { signal, onBytes }) };
  }
  const kept = await store.vault.keepCopy(finished.temp, finished.copy);
  meter.addBytes(kept.bytes);
  return { entry, stored: asSource(kept) };
}
