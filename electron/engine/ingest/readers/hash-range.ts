import { createHash, hash as hashOnce } from 'node:crypto';
import type { LineEndByte } from '../../../../shared/email/lines';
import { type ByteSource, MAX_PIECE } from '../byte-source';
import type { FoundMessage } from './reader';
import { FromUnquoter } from './unquote-from';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const GREATER = 62;

/** A message's hashes, and whether it has lines that a mailbox program may have quoted or should have quoted. */
export interface HashedRange extends FoundMessage {
  readonly hasQuotedFrom: boolean;
  readonly hasPlainFrom: boolean;
  /** Whether lines of `From ` stand behind a bare CR: separators for programs that end lines so. */
  readonly hasCrFrom: boolean;
}

/** What was seen so far; a few bytes are carried over from piece to piece. */
interface Seen {
  readonly areCr: boolean;
  quoted: boolean;
  plain: boolean;
  cr: boolean;
  tail: string;
}

/** How a mailbox is read. */
export interface HashOptions {
  /** How the message's lines end, where mboxrd quoting is to be undone. */
  readonly unquotes?: LineEndByte | undefined;
  /** Whether bare CRs end lines, too. */
  readonly areCr?: boolean;
}

/** Hashes a byte range as it lies and, where asked for, with mboxrd quoting undone. */
export async function hashRange(
  source: ByteSource,
  start: number,
  end: number,
  { unquotes, areCr = false }: HashOptions = {},
): Promise<HashedRange> {
  const seen: Seen = { areCr, quoted: false, plain: false, cr: false, tail: '' };
  if (unquotes === undefined && end - start <= MAX_PIECE) {
    return await hashPiece(source, start, end, seen);
  }
  const asItLies = createHash('sha256');
  const content = createHash('sha256');
  const unquoter = unquotes && new FromUnquoter((piece) => content.update(piece), unquotes);
  for (let at = start; at < end; ) {
    const piece = await source.read(at, Math.min(end, at + MAX_PIECE));
    if (piece.length === 0) {
      break;
    }
    asItLies.update(piece);
    unquoter?.push(piece);
    look(piece, seen);
    at += piece.length;
  }
  unquoter?.end();
  const sha256 = asItLies.digest('hex');
  const contentSha256 = unquoter === undefined ? sha256 : content.digest('hex');
  return { start, end, sha256, contentSha256, ...lookedAt(seen) };
}

function lookedAt({ quoted, plain, cr }: Seen) {
  return { hasQuotedFrom: quoted, hasPlainFrom: plain, hasCrFrom: cr };
}

/** The usual message: one reading, one call. */
async function hashPiece(source: ByteSource, start: number, end: number, seen: Seen): Promise<HashedRange> {
  const piece = await source.read(start, end);
  look(piece, seen);
  const sha256 = hashOnce('sha256', piece);
  return { start, end, sha256, contentSha256: sha256, ...lookedAt(seen) };
}

/** Notes lines of `From ` and `>From `. */
function look(piece: Buffer, seen: Seen): void {
  if (seen.tail !== '') {
    lookAt(Buffer.from(seen.tail + piece.toString('latin1', 0, 8), 'latin1'), seen);
  }
  lookAt(piece, seen);
  seen.tail = piece.toString('latin1', Math.max(0, piece.length - 8));
}

function lookAt(piece: Buffer, seen: Seen): void {
  // Few lines hold the word: one search for it, and a look at what stands before it.
  for (
    let at = piece.indexOf('From ');
    at !== -1 && !(seen.quoted && seen.plain && seen.cr);
    at = piece.indexOf('From ', at + 5)
  ) {
    const quotes = piece[at - 1] !== GREATER ? 0 : piece[at - 2] !== GREATER ? 1 : 2;
    const before = piece[at - 1 - quotes];
    const isLine = before === LINE_FEED || (seen.areCr && before === CARRIAGE_RETURN);
    seen.quoted ||= isLine && quotes > 0;
    seen.plain ||= isLine && quotes === 0;
    seen.cr ||= before === CARRIAGE_RETURN && quotes === 0;
  }
}
