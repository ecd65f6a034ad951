/** Examiners' keys: ECDSA on P-256 and nothing else, because one such key serves journal, CMS, PDF and WebCrypto. */
import { createHash, generateKeyPair, type KeyObject, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';

const CURVE = 'prime256v1';
const generate = promisify(generateKeyPair);

export async function makeKeyPair(): Promise<{ readonly privateKey: KeyObject; readonly publicKey: KeyObject }> {
  return await generate('ec', { namedCurve: CURVE });
}

export function isP256(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === CURVE;
}

/** SHA-256 of the public key (SubjectPublicKeyInfo, DER), hexadecimal: the value to compare by telephone. */
export function fingerprintOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** The public key of a certificate, PEM or DER; null when it is not a certificate with a P-256 key. */
export function certificateKey(certificate: string | Uint8Array): KeyObject | null {
  try {
    const { publicKey } = new X509Certificate(certificate);
    return isP256(publicKey) ? publicKey : null;
  } catch {
    // Not a certificate, or one with a key that this system does not know.
    return null;
  }
}

/** Fingerprint of a certificate's key; null when it is not a certificate with a P-256 key. */
export function keyFingerprint(certificatePem: string): string | null {
  const key = certificateKey(certificatePem);
  return key === null ? null : fingerprintOf(key);
}
