/**
 * The hashes of a Merkle tree (RFC 9162 section 2.1.1; the same as in RFC 6962).
 *
 * A leaf of the custody journal is a line's bytes as they are stored, without the line end.
 */
import { Sha } from '../../authentication/sha';

/** SHA-256, 32 bytes. Given from outside where a faster one is at hand. */
export type HashBytes = (bytes: Uint8Array) => Uint8Array;

export const HASH_LENGTH = 32;

/** The house's own: for where nothing else is given, as in a packet's own page. */
export const pureSha256: HashBytes = (bytes) => new Sha('sha256').update(bytes).digest();

/** Root of the tree without leaves: the hash of nothing. */
export function emptyRoot(hash: HashBytes): Uint8Array {
  return hash(new Uint8Array(0));
}

/** `H(00 || leaf)`. */
export function leafHash(hash: HashBytes, leaf: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + leaf.length);
  bytes.set(leaf, 1);
  return hash(bytes);
}

/** `H(01 || left || right)`. */
export function nodeHash(hash: HashBytes, left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + 2 * HASH_LENGTH);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_LENGTH);
  return hash(bytes);
}
