/** One message for the window and the command line: facts, text, page, bytes. */
import { FailureError } from '../../../shared/contract/failure';
import type { MessageView, SpanData } from '../../../shared/contract/model';
import type { Output } from '../../../shared/contract/requests';
import { toByteString } from '../../../shared/email/byte-string';
import type { ByteString } from '../../../shared/email/types';
import { type OpenMessage, openMessage } from '../message/open-message';
import type { CaseSession } from './case-session';
import { holdForDamage } from './hold-for-damage';

/** A header section that is longer is shown up to here; its findings keep their offsets. */
const MAX_HEADER_BYTES = 4 << 20;

/** The body of the message that was read last: text and page are asked for right after the facts. */
const lastRead = new WeakMap<CaseSession, { readonly ref: string; readonly message: Promise<OpenMessage> }>();

/** Everything that is known about a message. @throws FailureError `not-found`, `case-damaged` */
export async function readMessage(session: CaseSession, ref: string): Promise<MessageView> {
  const message = openWhole(session, ref);
  lastRead.set(session, { ref, message });
  return (await message).view;
}

/** A message whose stored bytes are damaged lets the case only be read from then on. */
async function openWhole(session: CaseSession, ref: string): Promise<OpenMessage> {
  try {
    return await openMessage(session, ref);
  } catch (error) {
    if (error instanceof FailureError && error.code === 'case-damaged') {
      throw (await holdForDamage(session, ref)) ?? error;
    }
    throw error;
  }
}

/** The message's bytes up to the end of its header section, one character a byte. */
export async function readHeader(session: CaseSession, message: MessageView): Promise<ByteString> {
  const length = Math.min(message.bodyStart, message.length, MAX_HEADER_BYTES);
  return toByteString(await session.store.vault.readRange(message.object, message.offset, message.offset + length));
}

/** The text for reading, with what a page would have loaded and where its links lead. */
export async function readMessageText(session: CaseSession, ref: string): Promise<Output<'message:text'>> {
  const { view, text, page, links, remoteImages } = await opened(session, ref);
  return {
    text,
    hasHtml: page !== '',
    links: links.map(({ shown, target }) => ({ shown, target })),
    remoteImages: [...remoteImages],
    problem: view.bodyProblem,
  };
}

/** The sanitised page of a message, whole. @throws FailureError `not-found` when it has none */
export async function readMailPage(session: CaseSession, ref: string): Promise<string> {
  const { page } = await opened(session, ref);
  if (page === '') {
    throw new FailureError('not-found', `The message ${ref} has no formatted body.`);
  }
  return page;
}

/** A piece of a message's bytes, one character a byte; offsets count from the message's first byte. */
export async function readBytes(
  session: CaseSession,
  ref: string,
  { start, end }: SpanData,
): Promise<Output<'message:bytes'>> {
  const { object, offset, length } = session.messageAt(ref);
  const from = Math.min(start, length);
  const to = Math.max(from, Math.min(end, length));
  const bytes = await session.store.vault.readRange(object, offset + from, offset + to);
  return { bytes: toByteString(bytes), length };
}

async function opened(session: CaseSession, ref: string): Promise<OpenMessage> {
  const last = lastRead.get(session);
  return await (last?.ref === ref ? last.message : openWhole(session, ref));
}
