/**
 * Listings: JSON Lines objects in the vault for what would be too long for a record.
 *
 * Three kinds: the files that an import took in (`files`), the messages found in them (`messageList`), and objects that
 * nothing else names (`leftOver`). Lines may carry more keys than are named here.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
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
  const input = createReadStream(vault.pathOf(sha256));
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      yield parseLine(text);
    }
  } finally {
    input.destroy();
  }
}

function parseLine(text: string): ListingLine {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('a line of a listing is not an object');
  }
  return { ...value };
}
