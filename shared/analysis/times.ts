import { fieldsNamed } from '../email/anatomy';
import { toByteString } from '../email/byte-string';
import type { Anatomy, EmbeddedTime, HeaderField, Hop } from '../email/types';
import { compareText } from '../text/compare-text';
import { attachedFileTimes } from './times/attached-file';
import { autocryptTimes } from './times/autocrypt';
import { boundaryDecoders, oldAppleBoundaries } from './times/boundary';
import { contentTimes } from './times/content';
import { contentIdDecoders } from './times/content-id';
import { type DecodedTime, decodeFirst, decodeToken, isPlausibleTime } from './times/decoder';
import { messageIdDesktop, messageIdDrafts } from './times/message-id-desktop';
import { messageIdQueueIds, messageIdServers } from './times/message-id-servers';
import { messageIdServices } from './times/message-id-services';
import { receivedIdDecoders } from './times/received-id';
import { SIGNATURE_FIELDS, signatureDecoders } from './times/signature';
import { signedPartTimes } from './times/signed-part';
import { threadIndexTimes } from './times/thread-index';
import { gmailNumberDecoders, traceFieldDecoders } from './times/trace-field';
import { enclosedTimes, fileTimes, mailboxLine, writtenTimes, zonedMailboxLine } from './times/written-dates';
import { bodyToken, boundaryTokens, contentIdTokens, messageIdToken, ownBoundaryTokens, type Token } from './tokens';

interface MessageSource {
  readonly bytes: Uint8Array;
  readonly anatomy: Anatomy;
  readonly route: readonly Hop[];
}

type TimeReader = (source: MessageSource) => readonly DecodedTime[];

const MESSAGE_ID_DECODERS = [...messageIdDesktop, ...messageIdServices, ...messageIdServers];
const SURE_MESSAGE_ID_DECODERS = MESSAGE_ID_DECODERS.filter(({ needsSupport }) => !needsSupport);

/** One line for each place where software leaves a time. */
const READERS: readonly TimeReader[] = [
  ({ anatomy, route }) => writtenTimes(anatomy, route),
  ({ anatomy }) => fromTokens(messageIdToken(anatomy), 'message-id', MESSAGE_ID_DECODERS),
  ({ anatomy }) => fromTokens(messageIdToken(anatomy), 'message-id', messageIdQueueIds),
  ({ anatomy }) => fromTokens(messageIdToken(anatomy), 'message-id', messageIdDrafts),
  ({ anatomy }) => fromTokens(ownBoundaryTokens(anatomy), 'mime-boundary', boundaryDecoders),
  ({ anatomy }) => enclosedBoundaryTimes(anatomy),
  ({ anatomy }) => oldAppleBoundaries(ownBoundaryTokens(anatomy), writtenInstants(anatomy)),
  ({ anatomy }) => fromTokens(contentIdTokens(anatomy.structure), 'content-id', contentIdDecoders),
  ({ anatomy }) => fileTimes(anatomy.structure),
  ({ bytes, anatomy }) => enclosedTimes(bytes, anatomy.structure),
  ({ anatomy }) => answeredTimes(anatomy),
  ({ anatomy, route }) => route.flatMap((hop, index) => receivedIdTimes(hop, anatomy, index)),
  ({ anatomy }) => anatomy.fields.flatMap(fieldTimes),
  mailboxLineTimes,
  ({ bytes, anatomy }) => contentTimes(bytes, anatomy.structure),
  ({ bytes, anatomy }) => attachedFileTimes(bytes, anatomy),
  ({ bytes, anatomy }) => signedPartTimes(bytes, anatomy),
  ({ anatomy }) => autocryptTimes(anatomy),
];

/** What may lie between a shape that chance also makes and a clock that vouches for it: a day, and two hours of zones. */
const SUPPORT_MS = 26 * 3_600_000;

/**
 * Every time that the message carries, in the order in which the bytes stand.
 *
 * A value that no clock can have shown (before 1989, after 2041) is not a time; the rules look at such ids themselves.
 * Shapes that chance also makes count only where a date or a clock of a sure shape lies within 26 hours of them, or
 * where the message has neither.
 */
export function readTimes(bytes: Uint8Array, anatomy: Anatomy, route: readonly Hop[]): EmbeddedTime[] {
  const source = { bytes, anatomy, route };
  const decoded = READERS.flatMap((read) => read(source)).filter((time) => isPlausibleTime(time.timeMs));
  const vouchers = decoded.filter(({ needsSupport, bound }) => !needsSupport && bound === 'equality');
  const isSupported = (time: DecodedTime): boolean =>
    vouchers.length === 0 || vouchers.some(({ timeMs }) => Math.abs(timeMs - time.timeMs) <= SUPPORT_MS);
  return decoded
    .filter((time) => !time.needsSupport || isSupported(time))
    .map(({ needsSupport: _, ...time }): EmbeddedTime => time)
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || compareText(a.kind, b.kind));
}

function fromTokens(
  tokens: readonly Token[],
  source: string,
  decoders: Parameters<typeof decodeFirst>[3],
): readonly DecodedTime[] {
  return tokens.flatMap((token) => decodeFirst(token.text, token.span.start, source, decoders));
}

/** The separators of an enclosed message were there before the one that encloses it. */
function enclosedBoundaryTimes(anatomy: Anatomy): readonly DecodedTime[] {
  const own = new Set(ownBoundaryTokens(anatomy).map(({ span }) => span.start));
  const enclosed = boundaryTokens(anatomy.structure).filter(({ span }) => !own.has(span.start));
  return fromTokens(enclosed, 'mime-boundary', boundaryDecoders).map((time) => ({
    ...time,
    whose: 'content',
    bound: 'lower',
  }));
}

function writtenInstants(anatomy: Anatomy): readonly number[] {
  return anatomy.date?.instantMs === undefined ? [] : [anatomy.date.instantMs];
}

/** The messages that this one answers were there before it. */
function answeredTimes(anatomy: Anatomy): readonly DecodedTime[] {
  return ['in-reply-to', 'references'].flatMap((key) => {
    const field = anatomy.fields.find((each) => each.key === key);
    const open = field?.body.lastIndexOf('<') ?? -1;
    const id = field?.body.slice(open + 1, open + 1000).split('>')[0] ?? '';
    return field === undefined || open < 0
      ? []
      : decodeFirst(id, field.bodySpan.start + open + 1, key, SURE_MESSAGE_ID_DECODERS).map((time) => ({
          ...time,
          bound: 'lower' as const,
        }));
  });
}

/** Sendmail writes its version and that of its configuration behind its name. */
const SENDMAIL = /\(8\.\d{1,2}\.\d{1,2}[^\s()/]{0,40}\/[^\s()]{1,60}\)/;

function receivedIdTimes(hop: Hop, anatomy: Anatomy, index: number): readonly DecodedTime[] {
  if (hop.idSpan === undefined) {
    return [];
  }
  const found = decodeFirst(hop.id, hop.idSpan.start, 'received', receivedIdDecoders);
  const isNamed =
    found[0]?.kind === 'received-id.sendmail' &&
    SENDMAIL.test(fieldsNamed(anatomy, 'received')[index]?.body.slice(0, 4000) ?? '');
  return isNamed ? found.map((time) => ({ ...time, needsSupport: false })) : found;
}

function fieldTimes(field: HeaderField): readonly DecodedTime[] {
  const { key, body, bodySpan } = field;
  if (key === 'thread-index') {
    return threadIndexTimes(bodyToken(field));
  }
  const signature = SIGNATURE_FIELDS.get(key);
  const decoders = signature === undefined ? traceFieldDecoders.get(key) : signatureDecoders(signature);
  return (decoders ?? []).flatMap((using) => decodeToken(body.slice(0, 4000), bodySpan.start, key, using) ?? []);
}

function mailboxLineTimes({ bytes, anatomy }: MessageSource): readonly DecodedTime[] {
  if (anatomy.fromLine === undefined) {
    return [];
  }
  const { start, end } = anatomy.fromLine;
  const line = toByteString(bytes, start, Math.min(end, start + 1000));
  return [mailboxLine, zonedMailboxLine, ...gmailNumberDecoders].flatMap(
    (using) => decodeToken(line, start, 'from-line', using) ?? [],
  );
}
