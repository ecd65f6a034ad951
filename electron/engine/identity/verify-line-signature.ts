import { type KeyObject, verify } from 'node:crypto';
import { certificateKey } from './key-pair';

/** Whether a line's signature (base64, DER) over `bytes` is by the certificate's P-256 key. Never throws. */
export type LineVerifier = (bytes: Uint8Array, signatureBase64: string, certificatePem: string) => boolean;

export function verifyLineSignature(bytes: Uint8Array, signatureBase64: string, certificatePem: string): boolean {
  return verifyWith(certificateKey(certificatePem), bytes, signatureBase64);
}

/** A `LineVerifier` for many lines: reads each certificate once. */
export function makeLineVerifier(): LineVerifier {
  const keys = new Map<string, KeyObject | null>();
  return (bytes, signatureBase64, certificatePem) => {
    const known = keys.get(certificatePem);
    const key = known === undefined ? certificateKey(certificatePem) : known;
    keys.set(certificatePem, key);
    return verifyWith(key, bytes, signatureBase64);
  };
}

function verifyWith(key: KeyObject | null, bytes: Uint8Array, signatureBase64: string): boolean {
  const signature = Buffer.from(signatureBase64, 'base64');
  if (key === null || signature.toString('base64') !== signatureBase64) {
    return false;
  }
  try {
    return verify('sha256', bytes, { key, dsaEncoding: 'der' }, signature);
  } catch {
    // A signature that is not DER.
    return false;
  }
}
