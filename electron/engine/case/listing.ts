/**
 * Listings: JSON Lines objects in the vault for what would be too long for a record.
 *
 * Three kinds: the files that an import took in (`files`), the messages found in them (`messageList`), and objects that
 * nothing else names (`leftOver`). Lines may carry more keys than are named here.
 */
import { createReadStream } from 'node:fs';
import { canonicalJson } from '../../../shared/packet-format/canonical';
import type { StoredObject, Vault } from '../vault/vault';

/** A line of `files`: the file's bytes are the object `sha256`; absent when the file could not be taken in. */
export interface FileLine {
  readonly path: string;
  readonly sha256?: string;
  readonly bytes?: number;
}

/** A line of `messageList`: the message is bytes `offset` to `offset + length` of `object`, and hashes to `sha256`. */
export interface MessageLine {
  readonly object: string;
  readonly offset: number;
  readonly length: number;
  readonly sha256: string;
}

export type ListingLine = Readonly<Record<string, unknown>>;

/** Keeps a listing in the vault; the lines are written as canonical JSON. */
export async function writeListing(vault: Vault, lines: Iterable<object>): Promise<StoredObject> {
  const parts: Buffer[] = [];
  for (const line of lines) {
    parts.push(Buffer.from(`${canonicalJson(line)}\n`, 'utf8'));
  }
  return await vault.put(Buffer.concat(parts));
}

/**
 * Reads a listing line by line, in bounded memory.
 *
 * @throws Error when the object is missing or a line is not a JSON object
 */
export async function* readListing(vault: Vault, sha256: string): AsyncGenerator<ListingLine> {
  for await (const lines of readListingPieces(vault, sha256)) {
    yield* lines;
  }
}

/** The same with nothing to wait for between the lines of a piece: several times as fast. */
export async function* readListingPieces(vault: Vault, sha256: string): AsyncGenerator<Iterable<ListingLine>> {
  const input = createReadStream(vault.pathOf(sha256), { highWaterMark: PIECE_BYTES });
  try {
    let rest: Buffer[] = [];
    for await (const piece of input as AsyncIterable<Buffer>) {
      const end = piece.lastIndexOf(LINE_FEED) + 1;
      if (end > 0) {
        yield linesOf(Buffer.concat([...rest, piece.subarray(0, end)]));
        rest = [];
      }
      rest.push(piece.subarray(end));
    }
    yield linesOf(Buffer.concat(rest));
  } finally {
    input.destroy();
  }
}

const PIECE_BYTES = 256 << 10;
const LINE_FEED = 10;

/** Cut by bytes, so that no letter is cut in two. */
function* linesOf(bytes: Buffer): Generator<ListingLine> {
  const lines = bytes.toString('utf8').split('\n');
  if (lines.at(-1) === '') {
    lines.pop();
  }
  for (const text of lines) {
    yield parseLine(text);
  }
}

function parseLine(text: string): ListingLine {
  const value: unknown = JSON.parse(text);
  if (!isLine(value)) {
    throw new Error('a line of a listing is not an object');
  }
  return value;
}

function isLine(value: unknown): value is ListingLine {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
