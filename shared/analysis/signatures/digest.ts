import { Sha } from '../../authentication/sha';
import { wideDigest } from '../../authentication/sha512';

export type DigestName = 'sha1' | 'sha256' | 'sha384' | 'sha512';

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
