import { FailureError } from '../../../shared/contract/failure';
import { NOBODY } from '../../../shared/redaction/person';
import type { Sought } from '../../../shared/redaction/residue/residue';
import { redactionSentences } from '../../../shared/wording/redaction';
import type { PacketContent } from '../packet/packet-content';
import { redactContent } from '../redaction/redact-content';
import { soughtFor } from '../redaction/residual-scan';
import type { CaseSession } from './case-session';

export interface RedactedExport {
  readonly content: PacketContent;
  /** What no file of the packet may hold. */
  readonly sought: Sought;
  /** The journal entry with the list that was used. */
  readonly list: number;
}

/**
 * A packet's content without the persons on the case's list: where the act of a redacted export is decided.
 *
 * Whoever asks for a second person before a redacted packet may leave asks here.
 *
 * @throws FailureError `bad-request` where nobody is on the list; `cancelled`
 */
export async function redactedExport(
  { store }: Pick<CaseSession, 'store'>,
  content: PacketContent,
  signal: AbortSignal | undefined,
): Promise<RedactedExport> {
  const list = store.view.redaction;
  const persons = list?.persons ?? NOBODY.persons;
  if (list === undefined || persons.length === 0) {
    throw new FailureError('bad-request', redactionSentences.nobody);
  }
  const sought = soughtFor(persons);
  return { content: await redactContent(content, { ...list, persons }, sought, signal), sought, list: list.entry };
}
