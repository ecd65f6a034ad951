import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isOwnTempName, isPartialName } from './temp-name';

/**
 * Removes temporary files that a killed process left in `folder` (not below it).
 *
 * Only plain files and links with our own kind of name; a link is removed, not followed. To be called only by who holds
 * the folder's lock.
 *
 * @param keepPartial copies that a continued import goes on with are left
 * @returns the names removed
 */
export async function sweepTempFiles(folder: string, keepPartial = false): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => !entry.isDirectory() && isOwnTempName(entry.name))
    .map((entry) => entry.name)
    .filter((name) => !(keepPartial && isPartialName(name)));
  for (const name of names) {
    await rm(join(folder, name), { force: true });
  }
  return names;
}
