/** Filling the catalogue from vault and lists: after an import, after a kill, after damage; always the same rows. */

import { join } from 'node:path';
import type { CaseStore } from '../case/case-store';
import type { EvidenceView } from '../case/case-view';
import { LOCK_NAME, readLock } from '../case/lock';
import { mayBeAlive } from '../case/lock-holder';
import { readListedMessages } from '../ingest/listing';
import { ProgressMeter, type WorkProgress } from '../ingest/progress';
import type { MessagePool } from '../message/message-pool';
import { throwIfCancelled } from '../vault/hash-file';
import type { Catalogue } from './catalogue';
import { EvidenceFill, type FillContext } from './evidence-fill';

export interface FillOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: WorkProgress) => void) | undefined;
}

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

/** Reads the messages of one received evidence item, from its list or from where an earlier session stopped. */
export async function fillEvidence(context: FillContext, item: EvidenceView): Promise<void> {
  const fill = new EvidenceFill(context, item.number);
  try {
    if (context.catalogue.isListed(item)) {
      fill.resume();
    } else {
      fill.begin();
      for await (const listed of readListedMessages(context.store.vault, item)) {
        throwIfCancelled(context.signal);
        await fill.add(listed);
      }
      await fill.listed();
    }
    await fill.finish(item);
  } finally {
    await fill.stop();
  }
}
