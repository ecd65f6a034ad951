/** Recording that an import came to nothing: what it left in the vault is named, so that nothing lies there unexplained. */
import { abandonEvidence } from '../case/acts';
import type { CaseStore } from '../case/case-store';
import type { Signer } from '../identity/signer';

/**
 * Records `evidence.abandon` for an import that was begun.
 *
 * If that fails too (a full disk), the import stays open in the journal and the next signed opening records it.
 */
export async function abandonImport(store: CaseStore, signer: Signer, number: string, reason: string): Promise<void> {
  try {
    await store.vault.settle();
    await abandonEvidence(store, signer, { number, reason });
  } catch {
    store.note(`The import ${number} ended early. This is recorded when the case is next opened for writing.`);
  }
}
