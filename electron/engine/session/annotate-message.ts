import { FailureError } from '../../../shared/contract/failure';
import type { Annotation, SpanData } from '../../../shared/contract/model';
import * as acts from '../case/acts';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';

/**
 * Records the examiner's note on a message, or on bytes of it.
 *
 * @throws FailureError `bad-request` when the bytes are not in the message
 */
export async function annotateMessage(
  session: CaseSession,
  signer: Signer,
  written: {
    readonly ref: string;
    readonly note: string;
    readonly span: SpanData | null;
    readonly tags: readonly string[];
  },
): Promise<{ readonly entry: number; readonly annotation: Annotation }> {
  const { ref, note, span, tags } = written;
  const message = session.messageAt(ref);
  if (span !== null && (span.end <= span.start || span.end > message.length)) {
    throw new FailureError(
      'bad-request',
      `The message ${ref} has ${message.length} bytes; bytes ${span.start} to ${span.end} are not in it. Nothing was recorded.`,
    );
  }
  const data = { ref, message: message.sha256, note, tags: [...tags], span };
  const annotation = await acts.annotateMessage(session.store, signer, data);
  return { entry: annotation.entry, annotation };
}
