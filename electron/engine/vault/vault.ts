/**
 * The vault: bytes by their SHA-256, written once, mode 0400, never changed.
 *
 * It promises that an object under its final name was written whole; after `settle()` it is also durable. A journal line
 * that names an object is written only after that. It never removes an object that was there before this session.
 */
import { createHash, hash as hashOnce } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { platform } from 'node:process';
import { ignoring } from '../fs/error-code';
import { privateFolder } from '../fs/private-folder';
import { asStorage } from '../fs/storage-failure';
import { syncFolder } from '../fs/sync-folder';
import { partialPathIn, type RandomHex, tempPathFor } from '../fs/temp-name';
import { writeAll } from '../fs/write-all';
import { CONTINUED_FROM, copyContinued, partialKey } from './continued-copy';
import type { SmallCopied } from './copy-small';
import { hashFile, piecesOf, type StreamOptions } from './hash-file';
import { openSource, type SourceFacts, type SourceFile, sourceFacts } from './source-file';
import { StoredObjects } from './stored-objects';

/** An object as it is named elsewhere: hash and size in bytes. */
export interface StoredObject {
  readonly sha256: string;
  readonly bytes: number;
}

export interface StoredFile extends StoredObject {
  readonly source: SourceFacts;
}

const SYNCS_AT_ONCE = 8;
/** Small objects whose bytes are held until they are split. */
const RECENT_BYTES = 256 << 10;
const RECENT_OBJECTS = 64;

/** Opens the vault in `folder` (a case's `objects/`). Nothing is made on disk before the first object. */
export function openVault(folder: string, randomHex: RandomHex): Vault {
  return new Vault(folder, randomHex);
}

export class Vault extends StoredObjects {
  readonly #randomHex: RandomHex;
  /** Written since the last settle; true when this session made the file. */
  readonly #unsettled = new Map<string, boolean>();
  readonly #unsettledFolders = new Set<string>();
  /** Large files whose copies grow now: the same file under a second name is copied as small ones are. */
  readonly #continuing = new Set<string>();
  readonly #recent = new Map<string, Uint8Array>();
  readonly #madeFolders = new Set<string>();
  #isFolderMade = false;

  constructor(folder: string, randomHex: RandomHex) {
    super(folder);
    this.#randomHex = randomHex;
  }

  /** Keeps `bytes`. Durable after the next `settle()`. */
  async put(bytes: Uint8Array): Promise<StoredObject> {
    const sha256 = hashOnce('sha256', bytes);
    return await asStorage('an object of the case', async () => {
      if (!(await this.#recognise(sha256))) {
        const temp = await this.#newTemp();
        await this.#fill(temp, (handle) => writeAll(handle, bytes, null));
        await this.#adopt(temp, sha256);
      }
      return { sha256, bytes: bytes.length };
    });
  }

  /**
   * Keeps a copy of a file, hashing what is read: what is stored is what was hashed, whatever happens to the source.
   *
   * Reads as many bytes as the file had when it was opened; `source.changed` says when it changed meanwhile.
   *
   * @throws FailureError `unreadable-input`, `disk-full`, `cancelled`
   */
  async putFile(path: string, options: StreamOptions = {}): Promise<StoredFile> {
    const source = await openSource(path);
    try {
      const stored = await this.#copy(source, basename(path), options);
      return { ...stored, source: await sourceFacts(source, stored.bytes) };
    } finally {
      await source.handle.close();
    }
  }

  /** Names under which copies can be made elsewhere (`copySmallFiles`), for `keepCopy`. */
  async nameCopies(count: number): Promise<readonly string[]> {
    return await asStorage('an object of the case', () =>
      Promise.all(Array.from({ length: count }, () => this.#newTemp())),
    );
  }

  /** Removes copies that were begun under these names and are not wanted. */
  async dropCopies(temps: readonly string[]): Promise<void> {
    await Promise.all(temps.map(removeQuietly));
  }

  /** Takes over a copy that was made under one of these names. Durable after the next `settle()`. */
  async keepCopy(temp: string, { sha256, content, source }: SmallCopied): Promise<StoredFile> {
    await asStorage('an object of the case', () => this.#placeCopy(temp, sha256));
    this.#remember(sha256, content);
    return { sha256, bytes: content.length, source };
  }

  /**
   * Makes every object put since the last call durable, with the folders that name them.
   *
   * An object whose sync failed is not trusted again: if this session made it, it is removed, so that the next `put`
   * writes it anew (a second fsync of the same data may succeed without having written it).
   */
  async settle(): Promise<void> {
    const objects = [...this.#unsettled];
    const folders = [...this.#unsettledFolders];
    this.#unsettled.clear();
    this.#unsettledFolders.clear();
    await asStorage('an object of the case', async () => {
      await inParallel(objects, ([sha256, isNew]) => this.#syncObject(sha256, isNew));
      await inParallel(folders, (folder) => this.#syncFolder(folder));
    });
  }

  /**
   * An object that nothing names yet, under the name that its bytes have: a power cut can come between its name and its
   * bytes. What cannot be read stays as it is.
   *
   * @throws FailureError `disk-full`, `internal`
   */
  async underTrueName(object: StoredObject): Promise<StoredObject> {
    const path = this.pathOf(object.sha256);
    const found = await hashFile(path).catch(() => null);
    if (found === null || found.sha256 === object.sha256) {
      return object;
    }
    const { sha256, bytes } = await this.putFile(path);
    await this.settle();
    await asStorage('an object of the case', () => rm(path, { force: true }));
    this.#unsettledFolders.add(dirname(path));
    return { sha256, bytes };
  }

  /** Whether the object is already here, by its bytes. One with other bytes under this name is replaced. */
  async #recognise(sha256: string): Promise<boolean> {
    if (!(await this.has(sha256)) || !(await this.check(sha256)).ok) {
      return false;
    }
    this.#unsettled.set(sha256, this.#unsettled.get(sha256) ?? false);
    this.#unsettledFolders.add(dirname(this.pathOf(sha256)));
    return true;
  }

  async #copy(source: SourceFile, name: string, options: StreamOptions): Promise<StoredObject> {
    const hash = createHash('sha256');
    let bytes = 0;
    let only: Uint8Array | undefined;
    const key = source.stats.size >= CONTINUED_FROM ? partialKey(source.stats) : '';
    if (key !== '' && !this.#continuing.has(key)) {
      return await asStorage(`the copy of "${name}"`, () => this.#copyLarge(source, key, options));
    }
    return await asStorage(`the copy of "${name}"`, async () => {
      const temp = await this.#newTemp();
      await this.#fill(temp, async (target) => {
        for await (const piece of piecesOf(source.handle, source.stats.size, options, source.stats.size)) {
          hash.update(piece);
          only = bytes === 0 ? piece : undefined;
          await writeAll(target, piece, null);
          bytes += piece.length;
        }
      });
      const sha256 = hash.digest('hex');
      await this.#placeCopy(temp, sha256);
      this.#remember(sha256, only);
      return { sha256, bytes };
    });
  }

  /**
   * Bytes of a small object that was just copied, given once: what was hashed, so that it need not be read again.
   */
  takeRecent(sha256: string): Uint8Array | undefined {
    const bytes = this.#recent.get(sha256);
    this.#recent.delete(sha256);
    return bytes;
  }

  #remember(sha256: string, bytes: Uint8Array | undefined): void {
    if (bytes !== undefined && bytes.length <= RECENT_BYTES) {
      this.#recent.set(sha256, bytes);
      for (const oldest of this.#recent.keys()) {
        if (this.#recent.size <= RECENT_OBJECTS) {
          break;
        }
        this.#recent.delete(oldest);
      }
    }
  }

  /** A large file's copy grows under a name by which a later session finds it, and goes on where it stopped. */
  async #copyLarge(source: SourceFile, key: string, options: StreamOptions): Promise<StoredObject> {
    this.#continuing.add(key);
    await this.#newTemp();
    const temp = partialPathIn(this.folder, key);
    try {
      const copied = await copyContinued(source, temp, options);
      await this.#placeCopy(temp, copied.sha256);
      return copied;
    } catch (error) {
      await removeQuietly(temp);
      throw error;
    } finally {
      this.#continuing.delete(key);
    }
  }

  async #newTemp(): Promise<string> {
    if (!this.#isFolderMade) {
      await privateFolder(this.folder);
      this.#isFolderMade = true;
    }
    return tempPathFor(join(this.folder, 'object'), this.#randomHex);
  }

  /** Writes a new temporary file; removes it when that fails. */
  async #fill(temp: string, write: (handle: FileHandle) => Promise<void>): Promise<void> {
    const handle = await open(temp, 'wx', 0o600);
    try {
      await write(handle);
      await handle.chmod(0o400);
      if (platform === 'win32') {
        // A read-only handle cannot be synced there, so it is done while this one is open.
        await handle.sync();
      }
      await handle.close();
    } catch (error) {
      await handle.close().catch(() => undefined);
      await removeQuietly(temp);
      throw error;
    }
  }

  /** A finished copy becomes the object, unless the object is there already. */
  async #placeCopy(temp: string, sha256: string): Promise<void> {
    await ((await this.#recognise(sha256)) ? rm(temp, { force: true }) : this.#adopt(temp, sha256));
  }

  /** Gives a finished temporary file its name. */
  async #adopt(temp: string, sha256: string): Promise<void> {
    const path = this.pathOf(sha256);
    const folder = dirname(path);
    try {
      await this.#makeFolder(folder);
      if (platform === 'win32') {
        await ignoring(['ENOENT'], () => chmod(path, 0o600));
      }
      await rename(temp, path);
    } catch (error) {
      await removeQuietly(temp);
      throw error;
    }
    this.#unsettled.set(sha256, true);
    this.#unsettledFolders.add(folder).add(this.folder);
  }

  async #makeFolder(folder: string): Promise<void> {
    if (!this.#madeFolders.has(folder)) {
      await ignoring(['EEXIST'], () => mkdir(folder, { mode: 0o700 }));
      this.#madeFolders.add(folder);
    }
  }

  async #syncObject(sha256: string, isNew: boolean): Promise<void> {
    if (platform === 'win32') {
      return;
    }
    const path = this.pathOf(sha256);
    try {
      await syncFile(path);
    } catch (error) {
      await (isNew ? removeQuietly(path) : undefined);
      throw error;
    }
  }

  /** A folder whose sync failed stays on the list: its entries are written again with the next change. */
  async #syncFolder(folder: string): Promise<void> {
    try {
      await syncFolder(folder);
    } catch (error) {
      this.#unsettledFolders.add(folder);
      throw error;
    }
  }
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeQuietly(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}

/** Some at a time; waits for all, then throws the first failure, so that nothing is still running when it returns. */
async function inParallel<T>(items: readonly T[], step: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const failures: unknown[] = [];
  const worker = async () => {
    for (const item of queue) {
      await step(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(SYNCS_AT_ONCE, items.length) }, worker));
  if (failures.length > 0) {
    throw failures[0];
  }
}
