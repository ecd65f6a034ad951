import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './error-code';
import { syncFolder } from './sync-folder';

/**
 * Makes a folder that only its owner can enter (0700), with its missing parents; durable when it returns.
 *
 * @returns whether `folder` itself was made now
 */
export async function privateFolder(folder: string): Promise<boolean> {
  if (await isFolder(folder)) {
    return false;
  }
  if (!(await make(folder))) {
    return false;
  }
  // A umask can only take rights away, but an inherited access list can add some.
  await chmod(folder, 0o700);
  await syncFolder(dirname(folder));
  return true;
}

/**
 * Parents first. Node's own recursive form tells a full disk or a broken one as a missing folder, and cannot sync in between.
 *
 * @returns false when another made it meanwhile
 */
async function make(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST' && (await isFolder(folder))) {
      return false;
    }
    if (errorCode(error) !== 'ENOENT' || dirname(folder) === folder) {
      throw error;
    }
    await privateFolder(dirname(folder));
    await mkdir(folder, { mode: 0o700 });
    return true;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return false;
    }
    throw error;
  }
}
