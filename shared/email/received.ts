import type { Note } from './issues';
import { type Dialect, noPiece, type Piece, readNetworkComment, readSender, type TraceSender } from './received-sender';
import { type Clauses, sortClauses } from './trace-clauses';
import { readTraceDetails, type TraceDetails } from './trace-details';
import { readTraceWords, type TraceWord } from './trace-words';
import type { HeaderField, Hop, Span, WrittenDate } from './types';
import { toReadable } from './visible-controls';
import { readWrittenDate } from './written-date';

/**
 * One Received field (RFC 5321 section 4.4), as the servers really write it.
 *
 * Reads what is there and leaves empty what is not; a hop by itself is neither trusted nor timed against others, which
 * is the business of `readRoute`.
 */

/** No server writes longer ones; what follows is not read, which `noteBeyondRoute` says. */
const maxBodyBytes = 16_384;
/** More hops than any way has, which servers end after a hundred (RFC 5321 section 6.3). */
export const MAX_HOPS = 500;

/** Notes what of the Received fields is beyond the limits of reading. */
export function noteBeyondRoute(received: readonly HeaderField[], note: Note): void {
  for (const { body, bodySpan } of received.slice(0, MAX_HOPS)) {
    if (body.length > maxBodyBytes) note('header.hop-too-long', bodySpan.start + maxBodyBytes, bodySpan.end);
  }
  const beyond = received[MAX_HOPS];
  if (beyond !== undefined)
    note('header.too-many-hops', beyond.span.start, received.at(-1)?.span.end ?? beyond.span.end);
}

/** Reads a Received field. */
export function readHop(field: HeaderField): Hop {
  const body = field.body.slice(0, maxBodyBytes);
  const base = field.bodySpan.start;
  const words = readTraceWords(body);
  const dateStart = findDate(words, body, base);
  const clauses = sortClauses(words.filter((word) => word.kind !== 'semicolon' && word.start < dateStart.clausesEnd));
  const sender = readNetworkComment(clauses.start) ?? readSender(clauses.from, dialectOf(clauses, dateStart.date));
  const from = chooseFrom(sender, clauses);
  const by = firstWord(clauses.by);
  const id = readId(clauses);
  const protocol = readProtocol(clauses);
  const recipient = readRecipient(clauses);
  const details = readTraceDetails(words, clauses.with);
  const localUser = details.localUser.text === '' ? readEximUser(clauses, dateStart.date) : details.localUser;
  return {
    span: field.span,
    from: show(from),
    fromSpan: spanOf(from, base),
    helo: show(sender.helo),
    heloSpan: spanOf(sender.helo, base),
    reverseName: show(sender.reverseName),
    reverseNameSpan: spanOf(sender.reverseName, base),
    ip: sender.ip.text,
    ipSpan: spanOf(sender.ip, base),
    by: show(by),
    bySpan: spanOf(by, base),
    protocol: toReadable(protocol),
    id: show(id),
    idSpan: spanOf(id, base),
    recipient: show(recipient),
    recipientSpan: spanOf(recipient, base),
    envelopeFrom: show(details.envelopeFrom),
    envelopeFromSpan: spanOf(details.envelopeFrom, base),
    account: show(details.account),
    accountSpan: spanOf(details.account, base),
    localUser: show(localUser),
    localUserSpan: spanOf(localUser, base),
    tls: readEncryption(details, base),
    date: dateStart.date,
    delaySeconds: undefined,
    trusted: false,
  };
}

interface FoundDate {
  readonly date: WrittenDate | undefined;
  /** Where the clauses end and the date begins. */
  readonly clausesEnd: number;
}

/** How many semicolons, counted from the end, may be the one before the date. */
const maxSemicolons = 3;

/** The date stands after the last semicolon; SendGrid writes none, and some gateways add text behind another one. */
function findDate(words: readonly TraceWord[], body: string, base: number): FoundDate {
  const semicolons = words.filter(({ kind }) => kind === 'semicolon').slice(-maxSemicolons);
  const candidates = semicolons.map(({ start, end }, index) => ({
    clausesEnd: start,
    from: end,
    to: semicolons[index + 1]?.start ?? body.length,
  }));
  const bareStart = candidates.length === 0 ? words.find(isDateStart)?.start : undefined;
  if (bareStart !== undefined) candidates.push({ clausesEnd: bareStart, from: bareStart, to: body.length });
  const read = candidates
    .toReversed()
    .map(({ clausesEnd, from, to }) => ({ clausesEnd, date: readWrittenDate(body.slice(from, to), base + from) }));
  const readable = read.find(({ date }) => !date.problems.includes('unreadable'));
  return readable ?? read[0] ?? { date: undefined, clausesEnd: body.length };
}

function isDateStart(word: TraceWord, index: number): boolean {
  return (
    index > 0 &&
    word.kind === 'word' &&
    /^(?:\d{4}-\d\d-\d\d(?:T.*)?|(?:mon|tue|wed|thu|fri|sat|sun),?)$/i.test(word.text)
  );
}

function dialectOf(clauses: Clauses, date: WrittenDate | undefined): Dialect {
  const software = [...clauses.by, ...clauses.with].map(({ text }) => text).join(' ');
  // Exim writes its protocols in lower case, and sites may leave out its name.
  if (/\bexim\b/i.test(software) || /^(?:e?smtps?a?|asmtp)$/.test(clauses.with[0]?.text ?? '')) return 'exim';
  // qmail names no software, and writes no weekday.
  const isBare = clauses.by.every(({ kind }) => kind === 'word');
  return isBare && date !== undefined && date.weekdayWritten === undefined ? 'qmail' : 'other';
}

/** The reverse name where known, else the HELO name, else what stands after `from`, else the address. */
function chooseFrom(sender: TraceSender, clauses: Clauses): Piece {
  const candidates = [sender.reverseName, sender.helo, sender.value].filter(
    ({ text }) => text !== '' && text.toLowerCase() !== 'unknown',
  );
  return candidates[0] ?? (sender.ip.text === '' ? readLocalUser(clauses) : sender.ip);
}

function readEncryption({ tlsVersion, tlsCipher }: TraceDetails, base: number): Hop['tls'] {
  const pieces = [tlsVersion, tlsCipher].filter(({ text }) => text !== '');
  if (pieces.length === 0) return undefined;
  const span = {
    start: base + Math.min(...pieces.map(({ start }) => start)),
    end: base + Math.max(...pieces.map(({ end }) => end)),
  };
  return { span, version: show(tlsVersion), cipher: show(tlsCipher) };
}

/** Exim's local submission: `from user by host with local (Exim 4.96)`. */
function readEximUser(clauses: Clauses, date: WrittenDate | undefined): Piece {
  const isLocal = /^local(?:-e?smtps?)?$/.test(clauses.with[0]?.text ?? '') && dialectOf(clauses, date) === 'exim';
  const user = clauses.from[0];
  return isLocal && user?.kind === 'word' && !user.text.includes('.') && clauses.from.length === 1 ? user : noPiece;
}

/** Sendmail's local submission: `(from user@localhost) by host.example.com`. */
function readLocalUser(clauses: Clauses): Piece {
  for (const comment of clauses.start) {
    const match = comment.kind === 'comment' ? /^from\s+(\S{1,320})/.exec(comment.text) : null;
    const user = match?.[1];
    if (match === null || user === undefined) continue;
    const start = comment.start + 1 + match[0].length - user.length;
    return { text: user, start, end: start + user.length };
  }
  return noPiece;
}

function firstWord(clause: readonly TraceWord[]): Piece {
  const first = clause.find(({ kind }) => kind === 'word');
  return first === undefined ? noPiece : trimPiece(first, /^[<[]+/, /[>\],.]+$/);
}

/** Mail essentials writes `id:`, the Debian bug tracker `id=`. */
function readId(clauses: Clauses): Piece {
  const id = firstWord(clauses.id);
  if (id.text !== '') return id;
  const joined = [...clauses.via, ...clauses.by, ...clauses.with].find(({ text }) => /^id=\S/i.test(text));
  return joined === undefined ? noPiece : trimPiece(joined, /^id=/i, /[>\],.]+$/);
}

/** The words after `with`, up to a comment; Exchange's are several. */
function readProtocol(clauses: Clauses): string {
  const firstComment = clauses.with.findIndex(({ kind }) => kind === 'comment');
  const words = firstComment === -1 ? clauses.with : clauses.with.slice(0, firstComment);
  const text = words.map((word) => word.text).join(' ');
  return text === '' ? (clauses.via.find(({ kind }) => kind === 'word')?.text ?? '') : text;
}

/** The address after `for`; zmailer gives it as `(ORCPT <rfc822;user@example.com>)`. */
function readRecipient(clauses: Clauses): Piece {
  const word = clauses.for.find(({ kind }) => kind === 'word');
  if (word !== undefined) return trimPiece(word, /^<?(?:rfc822;)?/i, /[>,]+$/);
  for (const comment of clauses.id) {
    const match = comment.kind === 'comment' ? /ORCPT\s+<?rfc822;([^<>\s]{1,320})/i.exec(comment.text) : null;
    if (match?.[1] !== undefined) return { text: match[1], start: comment.start, end: comment.end };
  }
  return noPiece;
}

const maxPieceBytes = 320;

function trimPiece(word: TraceWord, head: RegExp, tail: RegExp): Piece {
  const text = word.text.slice(0, maxPieceBytes);
  const skipped = head.exec(text)?.[0].length ?? 0;
  const kept = text.slice(skipped).replace(tail, '');
  return { text: kept, start: word.start + skipped, end: word.start + skipped + kept.length };
}

function spanOf(piece: Piece, base: number): Span | undefined {
  return piece.text === '' ? undefined : { start: base + piece.start, end: base + piece.end };
}

function show(piece: Piece): string {
  return piece.text === '' ? '' : toReadable(piece.text);
}
