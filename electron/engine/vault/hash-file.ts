import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { FailureError } from '../../../shared/contract/failure';
import { READ_FLAGS } from '../fs/read-flags';

export interface FileHash {
  readonly sha256: string;
  readonly bytes: number;
}

const BUFFER_BYTES = 1 << 20;

export interface StreamOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after each piece with its size. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** Reads a file from its start in pieces of 1 MiB at most, up to `limit` bytes. A piece is overwritten by the next one. `known`: its size. */
export async function* piecesOf(
  handle: FileHandle,
  limit: number,
  options: StreamOptions,
  known?: number,
): AsyncGenerator<Uint8Array> {
  const size = known ?? (await handle.stat()).size;
  const buffer = Buffer.allocUnsafe(Math.min(BUFFER_BYTES, size + 1));
  let position = 0;
  while (position < limit) {
    throwIfCancelled(options.signal);
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, limit - position), position);
    if (bytesRead === 0) {
      return;
    }
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
    options.onBytes?.(bytesRead);
  }
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new FailureError(
      'cancelled',
      'The work was cancelled. What was saved before is unharmed. It can be started again.',
    );
  }
}

/**
 * SHA-256 and size of a plain file, in bounded memory. A symbolic link is not followed.
 *
 * @throws the system's error; `ELOOP` for a link
 */
export async function hashFile(path: string, options: StreamOptions = {}): Promise<FileHash> {
  const handle = await open(path, READ_FLAGS);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of piecesOf(handle, Number.MAX_SAFE_INTEGER, options)) {
      hash.update(piece);
      bytes += piece.length;
    }
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await handle.close();
  }
}
