/**
 * Copying a large file so that a killed copy is continued by the next session.
 *
 * What is there of the copy is compared with the source, byte by byte, while the source is read and hashed: after a power
 * cut its end may be anything, and evidence is never completed from bytes that were not read now. What is saved is the
 * writing.
 */
import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { platform } from 'node:process';
import { errorCode } from '../fs/error-code';
import { writeAll } from '../fs/write-all';
import { piecesOf, type StreamOptions } from './hash-file';
import type { SourceFile } from './source-file';
import type { StoredObject } from './vault';

/** Smaller files are copied anew: that takes less than a second. */
export const CONTINUED_FROM = 32 << 20;

/** Names a copy by what is copied; a source that changed since has another one, so that its copy begins anew. */
export function partialKey({ dev, ino, size, mtimeMs }: Stats): string {
  return createHash('sha256').update(`${dev} ${ino} ${size} ${mtimeMs}`).digest('hex').slice(0, 16);
}

/** Copies the source to `temp`, or goes on with what is there; the caller removes it when this fails. */
export async function copyContinued(source: SourceFile, temp: string, options: StreamOptions): Promise<StoredObject> {
  const target = await openPartial(temp);
  try {
    const hash = createHash('sha256');
    const known = await compared(target);
    let bytes = 0;
    for await (const piece of piecesOf(source.handle, source.stats.size, options)) {
      hash.update(piece);
      if (!(await known(piece, bytes))) {
        await writeAll(target, piece, bytes);
      }
      bytes += piece.length;
    }
    await target.truncate(bytes);
    await target.chmod(0o400);
    if (platform === 'win32') {
      await target.sync();
    }
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await target.close();
  }
}

/** A plain file of our own with one name, or a new one; anything else at this place is removed first. */
async function openPartial(temp: string): Promise<FileHandle> {
  try {
    const handle = await open(temp, constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = await handle.stat();
    if (stats.isFile() && stats.nlink === 1 && (stats.mode & 0o777) === 0o600) {
      return handle;
    }
    await handle.close();
  } catch (error) {
    if (!['ENOENT', 'ELOOP', 'EACCES', 'EPERM', 'ENXIO', 'EISDIR'].includes(errorCode(error))) {
      throw error;
    }
  }
  await rm(temp, { force: true });
  return await open(temp, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
}

/** Tells whether a piece is in the copy already, at its place; after the first that is not, none is. */
async function compared(target: FileHandle): Promise<(piece: Uint8Array, at: number) => Promise<boolean>> {
  const { size } = await target.stat();
  let isSame = size > 0;
  const buffer = Buffer.allocUnsafe(isSame ? 1 << 20 : 0);
  return async (piece, at) => {
    if (!isSame) {
      return false;
    }
    const { bytesRead } = await target.read(buffer, 0, piece.length, at);
    isSame = bytesRead === piece.length && buffer.subarray(0, bytesRead).equals(piece);
    return isSame;
  };
}
