import { FailureError } from '../../../shared/contract/failure';
import type { MessageView } from '../../../shared/contract/model';
import * as acts from '../case/acts';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';
import { readMessage } from './read-message';
import { reviseSession } from './revise-session';

/** Where the examiner wants the trust boundary of a message. */
export interface BoundaryMove {
  readonly ref: string;
  /** How many hops, from the top of the header, are the receiving side's; null: as the fields propose. */
  readonly trustedHops: number | null;
  readonly reason: string;
}

/**
 * Moves the trust boundary of a message: recorded in the journal, and everything that depends on it is computed anew.
 *
 * @throws FailureError `bad-request` when the message has no such hop
 */
export async function moveBoundary(
  session: CaseSession,
  signer: Signer,
  { ref, trustedHops, reason }: BoundaryMove,
): Promise<{ readonly entry: number; readonly message: MessageView }> {
  const { sha256 } = session.messageAt(ref);
  const { route } = await readMessage(session, ref);
  if (trustedHops !== null && (!Number.isSafeInteger(trustedHops) || trustedHops < 0 || trustedHops > route.length)) {
    throw new FailureError(
      'bad-request',
      `The message ${ref} has ${route.length} hops, counted from the top of its header; ${trustedHops} of them cannot be trusted. Nothing was changed.`,
    );
  }
  const { entry } = await acts.moveBoundary(session.store, signer, { ref, message: sha256, trustedHops, reason });
  await reviseSession(session);
  return { entry: entry.seq, message: await readMessage(session, ref) };
}
