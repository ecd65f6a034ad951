/**
 * Names of our own temporary files: recognisable, unguessable, never reused.
 *
 * A fixed name could be planted as a symbolic link or shared by two processes; a random one with `wx` cannot.
 */
import { basename, dirname, join } from 'node:path';

/** `n` random bytes in hexadecimal; comes from the environment. */
export type RandomHex = (bytes: number) => string;

const OWN_NAME = /^\..+\.[0-9a-f]{16}\.chainmail-tmp$/;

/** A new temporary path beside `path`: `.<name>.<16 hexadecimal digits>.chainmail-tmp`. */
export function tempPathFor(path: string, randomHex: RandomHex): string {
  return join(dirname(path), `.${basename(path)}.${randomHex(8)}.chainmail-tmp`);
}

const PARTIAL = /^\.partial\.[0-9a-f]{16}\.chainmail-tmp$/;

/** Where the copy of one large file grows: the name depends on what is copied, so that a killed copy is found again. */
export function partialPathIn(folder: string, key: string): string {
  return join(folder, `.partial.${key}.chainmail-tmp`);
}

/** A copy that a killed session left half-way; kept while its import can be continued. */
export function isPartialName(name: string): boolean {
  return PARTIAL.test(name);
}

/** Whether a file of this name was made by `tempPathFor`. */
export function isOwnTempName(name: string): boolean {
  return OWN_NAME.test(name);
}

/** Whether it was made for this one file. */
export function isTempNameOf(file: string, name: string): boolean {
  return isOwnTempName(name) && name.startsWith(`.${file}.`);
}
