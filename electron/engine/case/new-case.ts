import { open, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import { errorCode, ignoring } from '../fs/error-code';
import { privateFolder } from '../fs/private-folder';
import { asStorage } from '../fs/storage-failure';
import { syncFolder } from '../fs/sync-folder';
import type { CasePaths } from './case-paths';
import { LOCK_NAME } from './lock';

/**
 * Makes the folders and the empty journal of a new case.
 *
 * @returns whether the case's folder was made now (an empty one may have been there)
 * @throws FailureError `case-exists`, `disk-full`, `internal`
 */
export async function layOutCase(paths: CasePaths): Promise<boolean> {
  await refuseExisting(paths.dir);
  return await asStorage('the new case', async () => {
    const isNew = await privateFolder(paths.dir);
    try {
      await privateFolder(paths.objects);
      const journal = await open(paths.journal, 'wx', 0o600);
      try {
        await journal.sync();
      } finally {
        await journal.close();
      }
      await syncFolder(paths.dir);
      return isNew;
    } catch (error) {
      await discardNewCase(paths, isNew);
      throw error;
    }
  });
}

/** Removes what `layOutCase` and a first act that failed have left; errors here would hide the one that matters. */
export async function discardNewCase(paths: CasePaths, isNewFolder: boolean): Promise<void> {
  const removals = [paths.journal, paths.view, paths.objects, join(paths.dir, LOCK_NAME)];
  for (const path of removals) {
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
  if (isNewFolder) {
    await rmdir(paths.dir).catch(() => undefined);
  }
}

async function refuseExisting(dir: string): Promise<void> {
  await ignoring(['ENOENT'], async () => {
    const names = await listOrNull(dir);
    if (names === null || names.length > 0) {
      throw new FailureError(
        'case-exists',
        `There is already something at "${dir}". It was not touched. Choose another name or place for the new case.`,
      );
    }
  });
}

/** Null when it is not a folder. */
async function listOrNull(dir: string): Promise<readonly string[] | null> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') {
      return null;
    }
    throw error;
  }
}
