import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Vault } from '../vault/vault';

/** What a reader may do with a vault object: look at any place, a bounded piece at a time. */
export interface ByteSource {
  readonly length: number;
  /** Bytes `start` to `end`, cut to the object; at most `MAX_PIECE` of them. A view: valid until the next call. */
  readonly read: (start: number, end: number) => Promise<Buffer>;
}

/** The largest piece that a reader can ask for at once. */
export const MAX_PIECE = 1 << 20;

/** Opens a vault object for readers; one block of 1 MiB is held, so neighbouring small reads cost nothing. */
export async function withByteSource<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { size } = await handle.stat();
    return await use(blockSource(handle, size));
  } finally {
    await handle.close();
  }
}

/** Opens an object of the vault; one that was just stored is read from the bytes that were hashed. */
export async function withObject<T>(vault: Vault, sha256: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const recent = vault.takeRecent(sha256);
  return recent === undefined ? await withByteSource(vault.pathOf(sha256), use) : await use(bytesSource(recent));
}

/** The same over bytes in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    length: buffer.length,
    read: async (start, end) => buffer.subarray(start, Math.min(end, start + MAX_PIECE)),
  };
}

/** A whole range, copied. For what is to be held in memory: the caller bounds it. */
export async function readRange({ read }: ByteSource, start: number, end: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let at = start; at < end; at += MAX_PIECE) {
    pieces.push(Buffer.from(await read(at, Math.min(end, at + MAX_PIECE))));
  }
  return Buffer.concat(pieces);
}

function blockSource(handle: FileHandle, length: number): ByteSource {
  const block = Buffer.allocUnsafe(Math.min(MAX_PIECE, length));
  const held = { start: 0, end: 0 };
  const load = async (start: number): Promise<void> => {
    held.start = start;
    held.end = start;
    while (held.end - start < block.length && held.end < length) {
      const { bytesRead } = await handle.read(block, held.end - start, block.length - (held.end - start), held.end);
      if (bytesRead === 0) {
        break;
      }
      held.end += bytesRead;
    }
  };
  const read = async (from: number, to: number): Promise<Buffer> => {
    const start = Math.min(from, length);
    const end = Math.min(to, length, start + MAX_PIECE);
    if (start < held.start || end > held.end) {
      await load(start);
    }
    return block.subarray(start - held.start, Math.min(end, held.end) - held.start);
  };
  return { length, read };
}
