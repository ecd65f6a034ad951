import { Sha } from '../../authentication/sha';
import { wideDigest } from '../../authentication/sha512';
import type { DigestName } from '../../packet-format/timestamp/identifiers';

/** Bytes that digests are computed over for one message, all signatures together: a hostile one may have many over the same. */
const MOST_BYTES = 24 << 20;

export class DigestBudget {
  #left = MOST_BYTES;

  /** Whether so many bytes may still be read; if so, they count. */
  take(bytes: number): boolean {
    const isThere = bytes <= this.#left;
    this.#left -= isThere ? bytes : 0;
    return isThere;
  }
}

/** The digest of the pieces, one after the other. */
export function digestOf(name: DigestName, pieces: readonly Uint8Array[]): Uint8Array {
  if (name === 'sha384' || name === 'sha512') {
    return wideDigest(name, pieces);
  }
  const running = new Sha(name);
  for (const piece of pieces) {
    running.update(piece);
  }
  return running.digest();
}
