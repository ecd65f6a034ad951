import type { CaseStore } from '../case/case-store';
import type { Signer } from '../identity/signer';
import { readCheckpointFiles } from './checkpoint-folder';
import type { JournalTree } from './journal-tree';
import { signCheckpoint } from './sign-checkpoint';

/** Entries after the last checkpoint. */
export async function uncoveredEntries(store: CaseStore): Promise<number> {
  const { checkpoints } = await readCheckpointFiles(store.dir);
  return store.view.head.seq + 1 - (checkpoints.at(-1)?.size ?? 0);
}

/**
 * Signs a checkpoint where the journal has grown past the last one.
 *
 * @throws FailureError as `signCheckpoint`
 */
export async function coverJournal(store: CaseStore, journal: JournalTree, signer: Signer): Promise<void> {
  if ((await uncoveredEntries(store)) > 0) {
    await signCheckpoint(store, await journal.current(), signer);
  }
}
