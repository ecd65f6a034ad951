import { FailureError } from '../../../shared/contract/failure';
import { parseCheckpoint } from '../../../shared/packet-format/tree/checkpoint';
import { checkpointWords } from '../../../shared/wording/checkpoints';
import { witnessWords } from '../../../shared/wording/witness';
import { compareWithTree } from '../custody/compare-with-tree';
import { lastCosigned, rememberCosigned } from '../custody/witness-memory';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';
import { type CurrentCheckpoint, currentCheckpoint } from './checkpoints';

/**
 * Signs the current checkpoint of an open case, where the journal continues what this key signed last, on whatever
 * computer that was.
 *
 * @param keyFolder where the identity file lies
 * @throws FailureError `journal-broken` when it does not; as `currentCheckpoint`
 */
export async function witnessCheckpoint(
  session: CaseSession,
  signer: Signer,
  keyFolder: string,
): Promise<CurrentCheckpoint> {
  const { id } = session.store.view;
  const last = await lastCosigned(keyFolder, id, signer);
  const states = last === null ? [] : [{ file: witnessWords.memory, checkpoint: last }];
  const [problem] = compareWithTree(await session.tree.current(), states);
  if (problem !== undefined) {
    throw new FailureError('journal-broken', checkpointWords.refusedToSign(problem));
  }
  const current = await currentCheckpoint(session, signer);
  const reading = parseCheckpoint(Buffer.from(current.text, 'utf8'));
  if (reading.ok) {
    await rememberCosigned(keyFolder, id, reading.value, signer, session.env);
  }
  return current;
}
