import { isIpShaped } from './ip-address';
import type { TraceWord } from './trace-words';

/** Who handed the message over, as the receiving server wrote it down. */
export interface TraceSender {
  /** What stands after `from`. */
  readonly value: Piece;
  /** The name that the sender gave of itself. */
  readonly helo: Piece;
  /** The name found for its address. */
  readonly reverseName: Piece;
  readonly ip: Piece;
}

/** A text and where it stands in the body; empty text where there is none. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Which way of writing the rest of the field shows; see `readSender`. */
export type Dialect = 'exim' | 'qmail' | 'other';

export const noPiece: Piece = { text: '', start: 0, end: 0 };

const heloWord = /(?:^|[\s("])(?:HELO|EHLO|LHLO)[ \t]+(\[?[^\s()"\]]+\]?)/;
const heloParameter = /(?:^|[\s(])helo=(\[?[^\s()"\]]+\]?)/i;
const bracketed = /\[(?:ipv6:)?([0-9a-f:.]{2,45})(?:%[^\]\s]{1,20})?\]/gi;
/** `192.0.2.1`, `192.0.2.1:25`, `/192.0.2.1`, `user@192.0.2.1 with login`. */
const plainAddress =
  /^\s*(?:[^\s@]{1,64}@|[^\s@]{1,64}@[^\s@]{1,255}@|\/|ofmipd\s)?(?:ipv6:)?([0-9a-f:.]{2,50})(?:%\S{1,20})?(?:\s{1,80}with\s{1,80}\S{1,20})?\s*$/i;
/** Placeholders for a name that could not be found. */
const noName = /^(?:unknown|unverified|no-rdns|none|may|ehlo|helo|lhlo)$/i;

/**
 * Reads the `from` clause. The servers write it in different ways:
 *
 * Postfix, Sendmail, Google `HELO (reverse [IP])`; Exim `reverse ([IP] helo=HELO)`, `[IP] (helo=HELO)`, and
 * `both ([IP])` where the names agree; qmail, Yahoo `reverse (HELO name) (IP)`, and `both (IP)` where they agree;
 * Exchange, PowerMTA `HELO (IP)`; fetchmail `host [IP]`. In doubt a name is a HELO name: that is the weaker claim.
 */
export function readSender(clause: readonly TraceWord[], dialect: Dialect): TraceSender {
  const words = clause.filter(({ kind }) => kind === 'word');
  const comments = clause.filter(({ kind }) => kind === 'comment');
  const value = readValue(words, comments);
  const stated = firstOf(comments, readStatedHelo);
  const inComment = firstOf(comments, readCommentIp);
  const inWords = firstOf(words, readWordIp);
  const ip = inComment.text === '' ? inWords : inComment;
  const named = firstOf(comments, readReverseName);
  const isNameless = value.text === '' || noName.test(value.text) || isIpShaped(bare(value.text));
  if (stated.text !== '') return { value, helo: stated, reverseName: isNameless ? noPiece : value, ip };
  if (inComment.text === '') return { value, helo: noPiece, reverseName: noPiece, ip };
  const helo = noName.test(value.text) ? noPiece : value;
  if (named.text !== '') return { value, helo, reverseName: named, ip };
  const isBoth = !isNameless && (dialect === 'exim' || (dialect === 'qmail' && isBareIpComment(comments)));
  return { value, helo, reverseName: isBoth ? value : noPiece, ip };
}

/** The words after `from` up to the first comment; an address in brackets beside a name is no part of the name. */
function readValue(words: readonly TraceWord[], comments: readonly TraceWord[]): Piece {
  const limit = comments[0]?.start ?? Number.POSITIVE_INFINITY;
  const own = words.filter((word) => word.start < limit);
  const names = own.length > 1 ? own.filter((word) => readWordIp(word).text === '') : own;
  const first = names[0];
  const last = names.at(-1);
  if (first === undefined || last === undefined) return noPiece;
  const text = names.map((word) => word.text).join(' ');
  return withoutDot({ text, start: first.start, end: last.end });
}

function firstOf(items: readonly TraceWord[], read: (item: TraceWord) => Piece): Piece {
  for (const item of items) {
    const piece = read(item);
    if (piece.text !== '') return piece;
  }
  return noPiece;
}

function readStatedHelo(comment: TraceWord): Piece {
  const match = heloWord.exec(comment.text) ?? heloParameter.exec(comment.text);
  const name = match?.[1];
  if (match === null || name === undefined) return noPiece;
  const start = comment.start + 1 + match.index + match[0].length - name.length;
  return withoutDot({ text: name, start, end: start + name.length });
}

/** An address in brackets, else a comment that is nothing but an address, or `user@address`. */
function readCommentIp(comment: TraceWord): Piece {
  for (const match of comment.text.matchAll(bracketed)) {
    const isHelo = /(?:helo=|helo\s|ehlo\s)$/i.test(comment.text.slice(Math.max(0, match.index - 6), match.index));
    if (!isHelo && isIpShaped(match[1] ?? ''))
      return piecePart(comment.start + 1 + match.index, match[0], match[1] ?? '');
  }
  const plain = plainAddress.exec(comment.text);
  const written = plain?.[1] ?? '';
  const ip = isIpShaped(written) ? written : written.replace(/:\d{1,5}$/, '');
  return plain !== null && isIpShaped(ip) ? piecePart(comment.start + 1, plain[0], ip) : noPiece;
}

function isBareIpComment(comments: readonly TraceWord[]): boolean {
  return comments.some(
    (comment) => isIpShaped(comment.text.trim()) || /^\S+@[\d.]+$/.test(comment.text.trim().slice(0, 100)),
  );
}

/** `192.0.2.1`, `[192.0.2.1]`, `[192.0.2.1:25]`, `[IPv6:2001:db8::1]`. */
function readWordIp(word: TraceWord): Piece {
  const plain = /^\[?(?:ipv6:)?([0-9a-f:.]{2,45})\]?$/i.exec(word.text)?.[1];
  const withPort = /^\[?(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}\]?$/.exec(word.text)?.[1];
  const ip = withPort ?? plain;
  return ip !== undefined && isIpShaped(ip) ? piecePart(word.start, word.text, ip) : noPiece;
}

/** Some versions of qmail write the sender into their own comment: `invoked from network[192.0.2.1/name]`. */
export function readNetworkComment(comments: readonly TraceWord[]): TraceSender | undefined {
  for (const comment of comments) {
    const match =
      comment.kind === 'comment'
        ? /invoked\s{1,80}from\s{1,80}network\[([0-9a-f:.]{2,45})\/([^\s\]]{1,255})\]/i.exec(comment.text)
        : null;
    if (match?.[1] === undefined || match[2] === undefined || !isIpShaped(match[1])) continue;
    const at = comment.start + 1 + match.index;
    const ipAt = at + match[0].indexOf(match[1]);
    const nameAt = ipAt + match[1].length + 1;
    const name = noName.test(match[2]) ? noPiece : { text: match[2], start: nameAt, end: nameAt + match[2].length };
    return {
      value: name,
      helo: noPiece,
      reverseName: name,
      ip: { text: match[1], start: ipAt, end: ipAt + match[1].length },
    };
  }
  return undefined;
}

/** The name before the bracket in `(name [IP])`; the ident user of `IDENT:user@name` is no part of it. */
function readReverseName(comment: TraceWord): Piece {
  const match = /^\s*([^\s[\]()=]{1,255})\s+\[/.exec(comment.text);
  const written = match?.[1];
  if (match === null || written === undefined) return noPiece;
  const name = written.slice(written.lastIndexOf('@') + 1);
  if (noName.test(name) || isIpShaped(name)) return noPiece;
  return withoutDot(piecePart(comment.start + 1, match[0], name));
}

function piecePart(start: number, whole: string, part: string): Piece {
  const at = start + whole.lastIndexOf(part);
  return { text: part, start: at, end: at + part.length };
}

/** Google writes reverse names with the root's dot. */
function withoutDot(piece: Piece): Piece {
  const hasDot = piece.text.length > 1 && piece.text.endsWith('.');
  return hasDot ? { ...piece, text: piece.text.slice(0, -1), end: piece.end - 1 } : piece;
}

function bare(text: string): string {
  return text.replace(/^\[(?:ipv6:)?/i, '').replace(/\]$/, '');
}
