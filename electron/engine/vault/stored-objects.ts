/** The objects of a vault as they lie: found, listed, read, hashed again. Nothing is written here. */
import { constants, type Dirent } from 'node:fs';
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import { errorCode } from '../fs/error-code';
import { storageFailure } from '../fs/storage-failure';
import { hashFile, type StreamOptions } from './hash-file';
import { isSha256, objectName, objectPath } from './object-path';

export interface ObjectCheck {
  readonly ok: boolean;
  readonly bytes: number;
  /** What is wrong, in words; empty when nothing is. */
  readonly problem: string;
}

export class StoredObjects {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * The whole object.
   *
   * @throws FailureError `case-damaged` when it is not there
   */
  async read(sha256: string): Promise<Buffer> {
    return await this.#withObject(sha256, (handle) => handle.readFile());
  }

  /** Bytes `start` to `end` (exclusive) of an object. */
  async readRange(sha256: string, start: number, end: number): Promise<Buffer> {
    return await this.#withObject(sha256, async (handle) => {
      const buffer = Buffer.alloc(end - start);
      let done = 0;
      while (done < buffer.length) {
        const { bytesRead } = await handle.read(buffer, done, buffer.length - done, start + done);
        if (bytesRead === 0) {
          throw damaged(sha256, 'is shorter than the journal says');
        }
        done += bytesRead;
      }
      return buffer;
    });
  }

  /** Where an object lies; for readers that stream by themselves, in this process or a worker. */
  pathOf(sha256: string): string {
    return objectPath(this.folder, sha256);
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.sizeOf(sha256)) !== null;
  }

  /** Size in bytes; null when there is no such object. */
  async sizeOf(sha256: string): Promise<number | null> {
    try {
      const stats = await lstat(this.pathOf(sha256));
      return stats.isFile() ? stats.size : null;
    } catch (error) {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') {
        return null;
      }
      throw error;
    }
  }

  /** The hashes of all objects by their names, in order; what is not named like an object is left out. */
  async *list(): AsyncGenerator<string> {
    for (const prefix of await namesIn(this.folder, (entry) => entry.isDirectory())) {
      for (const rest of await namesIn(join(this.folder, prefix), (entry) => entry.isFile())) {
        if (prefix.length === 2 && isSha256(prefix + rest)) {
          yield prefix + rest;
        }
      }
    }
  }

  /** Hashes an object again. Never throws for what is wrong with the object. */
  async check(sha256: string, options: StreamOptions = {}): Promise<ObjectCheck> {
    try {
      const found = await hashFile(this.pathOf(sha256), options);
      return found.sha256 === sha256
        ? { ok: true, bytes: found.bytes, problem: '' }
        : { ok: false, bytes: found.bytes, problem: `its bytes have the SHA-256 ${found.sha256}` };
    } catch (error) {
      if (error instanceof FailureError) {
        throw error;
      }
      return { ok: false, bytes: 0, problem: unreadableObject(errorCode(error)) };
    }
  }

  async #withObject<T>(sha256: string, use: (handle: FileHandle) => Promise<T>): Promise<T> {
    const handle = await this.#openObject(sha256);
    try {
      return await use(handle);
    } finally {
      await handle.close();
    }
  }

  async #openObject(sha256: string): Promise<FileHandle> {
    try {
      return await open(this.pathOf(sha256), constants.O_RDONLY | constants.O_NOFOLLOW);
    } catch (error) {
      throw damaged(sha256, unreadableObject(errorCode(error)), error);
    }
  }
}

async function namesIn(folder: string, accept: (entry: Dirent) => boolean): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter(accept)
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return [];
    }
    throw storageFailure(error, 'the list of objects');
  }
}

export function unreadableObject(code: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'is missing';
    case 'ELOOP':
      return 'is a symbolic link, not a file';
    case 'EISDIR':
      return 'is a folder, not a file';
    default:
      return `cannot be read (${code})`;
  }
}

function damaged(sha256: string, problem: string, cause?: unknown): FailureError {
  return new FailureError(
    'case-damaged',
    `The stored file objects/${objectName(sha256)} ${problem}. The other files of the case are unharmed. Verify the case, and bring this file back from a copy.`,
    { cause },
  );
}
