/** Keys of OpenPGP that a case holds, found by their numbers without being read all for each message. */
import { joinBytes } from '../../text/join-bytes';
import { rememberBy } from '../../text/remember';
import type { HeldFrom } from '../chain-link';
import { type KeyFile, MAX_KEYS } from './key-file';

export interface HeldKeyPlace {
  /** Of the key and its subkeys, 16 digits each. */
  readonly numbers: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly held: HeldFrom;
}

/** What goes to a worker with each message. */
export interface HeldKeys {
  readonly bytes: Uint8Array;
  readonly keys: readonly HeldKeyPlace[];
}

export const NO_KEYS: HeldKeys = { bytes: new Uint8Array(0), keys: [] };

/** Several copies of one key are usual; each may have other names and signatures. */
const MAX_OF_A_NUMBER = 5;

/** Puts files together into one. */
export function collectKeys(files: readonly (readonly [file: KeyFile, held: HeldFrom])[], maxBytes: number): HeldKeys {
  const pieces: Uint8Array[] = [];
  const keys: HeldKeyPlace[] = [];
  let length = 0;
  for (const [file, held] of files) {
    for (const { bytes, numbers } of file.keys) {
      if (keys.length >= MAX_KEYS || length + bytes.length > maxBytes) continue;
      pieces.push(bytes);
      keys.push({ numbers, start: length, end: length + bytes.length, held });
      length += bytes.length;
    }
  }
  return { bytes: joinBytes(pieces), keys };
}

export interface HeldKeyBlock {
  readonly bytes: Uint8Array;
  readonly held: HeldFrom;
}

/** @param wanted a fingerprint or a number of 16 digits */
export function heldKeysOf({ bytes, keys }: HeldKeys, wanted: string): readonly HeldKeyBlock[] {
  const number = wanted.slice(-16);
  return keys
    .filter(({ numbers }) => numbers.includes(number))
    .slice(0, MAX_OF_A_NUMBER)
    .map((place) => ({ bytes: pieceOf({ bytes, place }), held: place.held }));
}

/** The same piece each time, so that what is read of it is remembered by it. */
const pieceOf = rememberBy(
  ({ place }: { readonly bytes: Uint8Array; readonly place: HeldKeyPlace }) => place,
  ({ bytes, place }) => bytes.subarray(place.start, place.end),
);
