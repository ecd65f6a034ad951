import * as acts from '../case/acts';
import type { RecordData } from '../case/records';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';

/** Records what happened to an examiner's key; gives the journal entry's number. */
export async function noteIdentity(
  session: CaseSession,
  signer: Signer,
  notice: RecordData<'notice'>,
): Promise<{ readonly entry: number }> {
  const line = await acts.noteIdentity(session.store, signer, notice);
  return { entry: line.entry.seq };
}
