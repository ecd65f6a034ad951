import type { CaseStore } from '../case/case-store';
import type { Signer } from '../identity/signer';
import { coveredEntries } from './checkpoint-folder';
import type { JournalTree } from './journal-tree';
import { signCheckpoint } from './sign-checkpoint';

/**
 * Signs a checkpoint where the journal has grown past the last one.
 *
 * @throws FailureError as `signCheckpoint`
 */
export async function coverJournal(store: CaseStore, journal: JournalTree, signer: Signer): Promise<void> {
  if ((await coveredEntries(store.dir)) <= store.view.head.seq) {
    await signCheckpoint(store, await journal.current(), signer);
  }
}
