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

/** Whether a file of this name was made by `tempPathFor`. */
export function isOwnTempName(name: string): boolean {
  return OWN_NAME.test(name);
}
