import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';

/** Records that custody passed to somebody else; gives the journal entry's number. */
export async function handOver(
  session: CaseSession,
  signer: Signer,
  transfer: { readonly to: string; readonly reason: string },
): Promise<{ readonly entry: number }> {
  const record = await session.store.writeRecord('handOver', transfer);
  const line = await session.store.act(signer, 'custody.hand-over', { record });
  return { entry: line.entry.seq };
}
