/**
 * Replaces a file whole or not at all, and keeps it through a kill and a power cut.
 *
 * Random temporary name with `wx` in the same folder (a planted link is never followed), every byte counted, fsync,
 * rename, fsync of the folder. `write-file-atomic` and lowdb's own writer miss one or more of these
 * (measured; docs/decisions/0001).
 */
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { asStorage } from './storage-failure';
import { syncFolder } from './sync-folder';
import { type RandomHex, tempPathFor } from './temp-name';
import { writeAll } from './write-all';

export interface DurableWriteOptions {
  /** File mode; 0600 unless told. */
  readonly mode?: number;
  /** The thing in words, for the failure sentence: "the case file". */
  readonly what?: string;
}

/**
 * Writes `content` to `path`.
 *
 * @throws FailureError `disk-full` or `internal`; the old file is then still whole and no temporary file is left
 */
export async function durableWrite(
  path: string,
  content: Uint8Array | string,
  randomHex: RandomHex,
  options: DurableWriteOptions = {},
): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  await asStorage(options.what ?? 'a file', async () => {
    const temp = tempPathFor(path, randomHex);
    await writeTemp(temp, bytes, options.mode ?? 0o600);
    await renameOrRemove(temp, path);
    await syncFolder(dirname(path));
  });
}

async function writeTemp(temp: string, bytes: Uint8Array, mode: number): Promise<void> {
  const handle = await open(temp, 'wx', mode);
  try {
    await writeAll(handle, bytes, null);
    await handle.sync();
    await handle.close();
  } catch (error) {
    await handle.close().catch(() => undefined);
    await removeQuietly(temp);
    throw error;
  }
}

async function renameOrRemove(temp: string, path: string): Promise<void> {
  try {
    await rename(temp, path);
  } catch (error) {
    await removeQuietly(temp);
    throw error;
  }
}

/** The first error is the one to report; what cannot be removed now is swept when the case is opened. */
async function removeQuietly(temp: string): Promise<void> {
  await rm(temp, { force: true }).catch(() => undefined);
}
