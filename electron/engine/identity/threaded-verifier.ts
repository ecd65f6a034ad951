import { type KeyObject, verify } from 'node:crypto';
import { certificateKey } from './key-pair';

/** As `LineVerifier`, without holding the caller's thread: several checks at once use all cores. Never rejects. */
export type ThreadedVerifier = (bytes: Uint8Array, signatureBase64: string, certificatePem: string) => Promise<boolean>;

/** For many signatures by few keys: reads each certificate once. */
export function makeThreadedVerifier(): ThreadedVerifier {
  const keys = new Map<string, KeyObject | null>();
  return async (bytes, signatureBase64, certificatePem) => {
    const known = keys.get(certificatePem);
    const key = known === undefined ? certificateKey(certificatePem) : known;
    keys.set(certificatePem, key);
    const signature = Buffer.from(signatureBase64, 'base64');
    if (key === null || signature.toString('base64') !== signatureBase64) {
      return false;
    }
    return await inPool(bytes, key, signature);
  };
}

function inPool(bytes: Uint8Array, key: KeyObject, signature: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      // A signature that is not DER is an error with one crypto library and a no with another: both are a no.
      verify('sha256', bytes, { key, dsaEncoding: 'der' }, signature, (error, fits) => resolve(error === null && fits));
    } catch {
      resolve(false);
    }
  });
}
