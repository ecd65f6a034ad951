import { FailureError } from '../../../shared/contract/failure';
import type { MessagePart, StructureView } from '../../../shared/contract/structure';
import type { EnclosedRange, MessageRange } from '../catalogue/message-range';
import type { ReadPart } from '../message/read-structure';
import { taskProblem } from '../message/task-problem';
import type { CaseSession } from './case-session';

/**
 * The parts of a message; a part of which the case made a message names it.
 *
 * @throws FailureError `not-found`, `cancelled`; `unreadable-input` when the limits do not suffice
 */
export async function readStructure(session: CaseSession, ref: string): Promise<StructureView> {
  const { object, offset, length } = session.messageAt(ref);
  const path = session.store.vault.pathOf(object);
  try {
    const { parts, problem } = await session.pool.structure({ path, offset, length });
    const linkTo = messagesOfParts(session.catalogue.enclosedIn(ref), { object, offset });
    return { parts: parts.map((part) => ({ ...part, message: linkTo(part) })), problem };
  } catch (error) {
    throw error instanceof FailureError ? error : new FailureError('unreadable-input', taskProblem(error));
  }
}

/** By the place of its bytes where they lie in this message, by their hash where they had to be decoded. */
function messagesOfParts(
  enclosed: readonly EnclosedRange[],
  { object, offset }: Pick<MessageRange, 'object' | 'offset'>,
): (part: ReadPart) => MessagePart['message'] {
  const byPlace = new Map(enclosed.filter((one) => one.object === object).map((one) => [one.offset - offset, one.ref]));
  const byHash = new Map(enclosed.map((one) => [one.sha256, one.ref]));
  return ({ mediaType, bodyStart, decoded }) =>
    mediaType.startsWith('message/') ? (byPlace.get(bodyStart) ?? byHash.get(decoded?.sha256 ?? '') ?? null) : null;
}
