import { join } from 'node:path';

const SHA256 = /^[0-9a-f]{64}$/;

export function isSha256(text: string): boolean {
  return SHA256.test(text);
}

/** `ab/cdef…` for a hash, with `/`: as it stands in reports and lists. */
export function objectName(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256.slice(2)}`;
}

/**
 * Where an object lies in `folder`.
 *
 * @throws RangeError when `sha256` is not 64 lower-case hexadecimal digits: no other text may become a path
 */
export function objectPath(folder: string, sha256: string): string {
  if (!isSha256(sha256)) {
    throw new RangeError('an object is named by 64 hexadecimal digits');
  }
  return join(folder, sha256.slice(0, 2), sha256.slice(2));
}
