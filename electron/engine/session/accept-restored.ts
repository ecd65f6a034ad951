import { FailureError } from '../../../shared/contract/failure';
import { transferWords } from '../../../shared/wording/transfers';
import { restore } from '../case/custody-acts';
import { rememberState, rollbackOf } from '../custody/rollback';
import type { Environment } from '../environment';
import type { Signer } from '../identity/signer';
import { seenJournal } from '../profile/seen-journals';
import { openSession, type SessionPlaces } from './case-session';

export interface Restored {
  readonly entry: number;
  /** Entries that this computer had seen, and that the case held when it was accepted. */
  readonly seen: number;
  readonly held: number;
}

/**
 * Takes a case up again that was put back to an earlier state on purpose, from a copy say: the journal says so, with what
 * had been seen, and the profile remembers the case as it is from now on.
 *
 * @throws FailureError `bad-request` when nothing was rolled back; as `openSession`
 */
export async function acceptRestored(
  dir: string,
  reason: string,
  signer: Signer,
  { env, places, home }: { readonly env: Environment; readonly places: SessionPlaces; readonly home: string },
): Promise<Restored> {
  const session = await openSession(dir, 'write', env, places);
  try {
    const { store, tree } = session;
    const caseId = store.view.id;
    const seen = await seenJournal(home, caseId);
    if (seen === null || seen === 'damaged' || rollbackOf(await tree.current(), seen) === null) {
      throw new FailureError('bad-request', transferWords.notRolledBack);
    }
    const held = store.view.head.seq + 1;
    const line = await restore(store, signer, { seen: { seq: seen.size - 1, hash: seen.head }, reason });
    await rememberState(home, { caseId, head: store.view.head }, tree, env);
    return { entry: line.entry.seq, seen: seen.size, held };
  } finally {
    await session.close();
  }
}
