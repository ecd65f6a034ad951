import * as acts from '../case/acts';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';

/** Records that custody passed to somebody else; gives the journal entry's number. */
export async function handOver(
  session: CaseSession,
  signer: Signer,
  transfer: { readonly to: string; readonly reason: string },
): Promise<{ readonly entry: number }> {
  const line = await acts.handOver(session.store, signer, transfer);
  return { entry: line.entry.seq };
}
