import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { CheckSignature } from '../../../shared/authentication/verify-signature';

/** Signatures by Node's own cryptography (RFC 6376 section 3.3, RFC 8463). Never throws for bad keys or signatures. */

/** A key of more bits costs seconds; nobody publishes one. */
const MAX_KEY_CHARACTERS = 4_096;
/** What makes 32 bytes of Ed25519 a SubjectPublicKeyInfo (RFC 8410 section 4). */
const ED25519_WRAPPING = Buffer.from('302a300506032b6570032100', 'hex');

export const checkSignature: CheckSignature = ({ keyType, hash, key, signature, data }) => {
  const publicKey = key.length > MAX_KEY_CHARACTERS ? undefined : readKey(keyType, key);
  if (publicKey === undefined) {
    return { result: 'bad-key', bits: 0 };
  }
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 256;
  return { result: isGood(publicKey, keyType, hash, signature, data) ? 'good' : 'bad', bits };
};

function readKey(keyType: 'rsa' | 'ed25519', base64: string): KeyObject | undefined {
  const der = Buffer.from(base64, 'base64');
  if (keyType === 'ed25519') {
    return der.length === 32 ? tryKey(Buffer.concat([ED25519_WRAPPING, der]), 'spki', 'ed25519') : undefined;
  }
  // RFC 6376 section 3.6.1 asks for RSAPublicKey; everybody publishes SubjectPublicKeyInfo.
  return tryKey(der, 'spki', 'rsa') ?? tryKey(der, 'pkcs1', 'rsa');
}

function tryKey(der: Buffer, type: 'spki' | 'pkcs1', wanted: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: der, format: 'der', type });
    return key.asymmetricKeyType === wanted ? key : undefined;
  } catch {
    return undefined;
  }
}

function isGood(
  key: KeyObject,
  keyType: 'rsa' | 'ed25519',
  hash: 'sha1' | 'sha256',
  signature: string,
  data: Uint8Array,
): boolean {
  const bytes = Buffer.from(signature, 'base64');
  try {
    // Ed25519 signs the digest of the data (RFC 8463 section 3).
    return keyType === 'ed25519' ? verify(null, sha256(data), key, bytes) : verify(hash, data, key, bytes);
  } catch {
    return false;
  }
}

function sha256(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}
