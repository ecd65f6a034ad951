import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './sync-folder';
import { writeAll } from './write-all';

export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Writes a file that must not exist, durable when it returns: 0600, never executable, nothing is followed or replaced.
 *
 * @throws the system's error, `EEXIST` where there is something of that name; nothing of its own is left then
 */
export async function writeNewFile(path: string, pieces: Pieces): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await fill(handle, pieces);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function fill(handle: FileHandle, pieces: Pieces): Promise<void> {
  try {
    for await (const piece of pieces) {
      await writeAll(handle, piece, null);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}
