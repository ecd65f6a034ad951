/** Copying one source file into the vault: the only time that it is read. */
import { constants } from 'node:fs';
import { copyFile, lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import type { CaseStore } from '../case/case-store';
import { errorCode } from '../fs/error-code';
import { privateFolder } from '../fs/private-folder';
import { tempPathFor } from '../fs/temp-name';
import type { StreamOptions } from '../vault/hash-file';
import type { StoredFile } from '../vault/vault';
import { readReason } from './file-kind';
import { pathString } from './readable-name';

export type StoredSource =
  | {
      readonly ok: true;
      readonly sha256: string;
      readonly bytes: number;
      readonly modifiedAt: string;
      readonly remarks: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

/** @throws FailureError `disk-full`, `cancelled`, `internal`: what stops the import rather than this file */
export async function storeFile(store: CaseStore, place: Buffer, options: StreamOptions): Promise<StoredSource> {
  const path = pathString(place);
  try {
    return path === undefined ? await storeOddName(store, place, options) : await storePath(store, path, options);
  } catch (error) {
    if (error instanceof FailureError && error.code !== 'unreadable-input') {
      throw error;
    }
    const cause = error instanceof FailureError ? error.cause : error;
    return { ok: false, reason: readReason(errorCode(cause)) };
  }
}

async function storePath(store: CaseStore, path: string, options: StreamOptions): Promise<StoredSource> {
  return asSource(await store.vault.putFile(path, options));
}

/** How the lists tell of a file that is in the vault now. */
export function asSource({ sha256, bytes, source }: StoredFile): StoredSource {
  return { ok: true, sha256, bytes, modifiedAt: isoTime(source.mtimeMs), remarks: changeRemarks(source.changed) };
}

/** A name that is not UTF-8 cannot be a path string: its file is copied by the name's bytes, and the copy is stored. */
async function storeOddName(store: CaseStore, place: Buffer, options: StreamOptions): Promise<StoredSource> {
  const { mtimeMs } = await lstat(place);
  await privateFolder(store.paths.derived);
  const copy = tempPathFor(join(store.paths.derived, 'copy'), store.env.randomHex);
  try {
    await copyFile(place, copy, constants.COPYFILE_EXCL);
    const { sha256, bytes } = await store.vault.putFile(copy, options);
    return { ok: true, sha256, bytes, modifiedAt: isoTime(mtimeMs), remarks: [] };
  } finally {
    await rm(copy, { force: true });
  }
}

function changeRemarks(changed: 'grew' | 'shrank' | 'rewritten' | null): readonly string[] {
  return changed === null ? [] : [`The file changed while it was read (${changed}); what was read is what is kept.`];
}

/** Some file systems hold times that no calendar has. */
function isoTime(timeMs: number): string {
  const time = new Date(timeMs);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}
