import * as acts from '../case/acts';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';

/** Records that custody passed to somebody else, and signs what the journal holds then; gives the entry's number. */
export async function handOver(
  session: CaseSession,
  signer: Signer,
  transfer: { readonly to: string; readonly reason: string },
): Promise<{ readonly entry: number }> {
  const line = await acts.handOver(session.store, signer, transfer);
  const problem = await session.cover(signer);
  if (problem !== null) {
    session.store.note(problem);
  }
  return { entry: line.entry.seq };
}
