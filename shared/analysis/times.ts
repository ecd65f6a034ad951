import type { Anatomy, EmbeddedTime, HeaderField, Hop } from '../email/types';
import { boundaryDecoders } from './times/boundary';
import { contentIdDecoders } from './times/content-id';
import { type DecodedTime, decodeFirst, decodeToken, isPlausibleTime } from './times/decoder';
import { messageIdDesktop, messageIdDrafts } from './times/message-id-desktop';
import { messageIdQueueIds, messageIdServers } from './times/message-id-servers';
import { messageIdServices } from './times/message-id-services';
import { receivedIdDecoders } from './times/received-id';
import { SIGNATURE_FIELDS, signatureDecoders } from './times/signature';
import { threadIndexTimes } from './times/thread-index';
import { traceFieldDecoders } from './times/trace-field';
import { writtenTimes } from './times/written-dates';
import { bodyToken, boundaryTokens, contentIdTokens, messageIdToken, type Token } from './tokens';

type TimeReader = (anatomy: Anatomy, route: readonly Hop[]) => readonly DecodedTime[];

const MESSAGE_ID_DECODERS = [...messageIdDesktop, ...messageIdServices, ...messageIdServers];

/** One line for each place where software leaves a time. */
const READERS: readonly TimeReader[] = [
  writtenTimes,
  (anatomy) => fromTokens(messageIdToken(anatomy), 'message-id', MESSAGE_ID_DECODERS),
  (anatomy) => fromTokens(messageIdToken(anatomy), 'message-id', messageIdQueueIds),
  (anatomy) => fromTokens(messageIdToken(anatomy), 'message-id', messageIdDrafts),
  (anatomy) => fromTokens(boundaryTokens(anatomy.structure), 'mime-boundary', boundaryDecoders),
  (anatomy) => fromTokens(contentIdTokens(anatomy.structure), 'content-id', contentIdDecoders),
  (_, route) => route.flatMap(receivedIdTimes),
  (anatomy) => anatomy.fields.flatMap(fieldTimes),
];

const DAY_MS = 86_400_000;

/**
 * Every time that the message carries, in the order in which the bytes stand.
 *
 * A value that no clock can have shown (before 1989, after 2041) is not a time; the rules look at such ids themselves.
 * Shapes that chance also makes count only where a written date lies within a day of them.
 */
export function readTimes(anatomy: Anatomy, route: readonly Hop[]): EmbeddedTime[] {
  const decoded = READERS.flatMap((read) => read(anatomy, route)).filter((time) => isPlausibleTime(time.timeMs));
  const written = decoded.filter((time) => time.kind === 'date' || time.kind === 'received');
  const isSupported = (time: DecodedTime): boolean =>
    written.some((date) => Math.abs(date.timeMs - time.timeMs) <= DAY_MS);
  return decoded
    .filter((time) => !time.needsSupport || isSupported(time))
    .map(({ needsSupport: _, ...time }): EmbeddedTime => time)
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || compareText(a.kind, b.kind));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function fromTokens(
  tokens: readonly Token[],
  source: string,
  decoders: Parameters<typeof decodeFirst>[3],
): readonly DecodedTime[] {
  return tokens.flatMap((token) => decodeFirst(token.text, token.span.start, source, decoders));
}

function receivedIdTimes(hop: Hop): readonly DecodedTime[] {
  return hop.idSpan === undefined ? [] : decodeFirst(hop.id, hop.idSpan.start, 'received', receivedIdDecoders);
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
