import { createHash, hash as hashOnce } from 'node:crypto';
import { type ByteSource, MAX_PIECE } from '../byte-source';
import type { FoundMessage } from './reader';
import { FromUnquoter } from './unquote-from';

const LINE_FEED = 10;
const GREATER = 62;

/** A message's hashes, and whether it has lines that a mailbox program may have quoted or should have quoted. */
export interface HashedRange extends FoundMessage {
  readonly hasQuotedFrom: boolean;
  readonly hasPlainFrom: boolean;
}

/** Hashes a byte range as it lies and, where `unquotes`, with mboxrd quoting undone. */
export async function hashRange(
  source: ByteSource,
  start: number,
  end: number,
  unquotes: boolean,
): Promise<HashedRange> {
  if (!unquotes && end - start <= MAX_PIECE) {
    return await hashPiece(source, start, end);
  }
  const asItLies = createHash('sha256');
  const content = createHash('sha256');
  const unquoter = unquotes ? new FromUnquoter((piece) => content.update(piece)) : undefined;
  const seen = { quoted: false, plain: false, tail: '' };
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
  return { start, end, sha256, contentSha256, hasQuotedFrom: seen.quoted, hasPlainFrom: seen.plain };
}

/** The usual message: one reading, one call. */
async function hashPiece(source: ByteSource, start: number, end: number): Promise<HashedRange> {
  const piece = await source.read(start, end);
  const seen = { quoted: false, plain: false, tail: '' };
  look(piece, seen);
  const sha256 = hashOnce('sha256', piece);
  return { start, end, sha256, contentSha256: sha256, hasQuotedFrom: seen.quoted, hasPlainFrom: seen.plain };
}

/** Notes lines of `From ` and `>From `; a few bytes are carried over from piece to piece. */
function look(piece: Buffer, seen: { quoted: boolean; plain: boolean; tail: string }): void {
  const edge = seen.tail + piece.toString('latin1', 0, 8);
  seen.quoted ||= edge.includes('\n>From ');
  seen.plain ||= edge.includes('\nFrom ');
  // Few lines hold the word: one search for it, and a look at what stands before it.
  for (
    let at = piece.indexOf('From ');
    at !== -1 && !(seen.quoted && seen.plain);
    at = piece.indexOf('From ', at + 5)
  ) {
    const quotes = piece[at - 1] !== GREATER ? 0 : piece[at - 2] !== GREATER ? 1 : 2;
    const isLine = piece[at - 1 - quotes] === LINE_FEED;
    seen.quoted ||= isLine && quotes > 0;
    seen.plain ||= isLine && quotes === 0;
  }
  seen.tail = piece.toString('latin1', Math.max(0, piece.length - 8));
}
