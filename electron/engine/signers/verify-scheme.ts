import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { SchemeVerifier, SignatureScheme } from '../../../shared/signers/scheme';

/** A key of more bits costs time; nobody signs mail with one. */
const MAX_BITS = 8_192;
const MAX_KEY_BYTES = 1_200;
const KEY_TYPES: Readonly<Record<SignatureScheme['kind'], readonly string[]>> = {
  rsa: ['rsa'],
  pss: ['rsa', 'rsa-pss'],
  ecdsa: ['ec'],
  ed25519: ['ed25519'],
};

/** By Node's own cryptography. A scheme and a key of another kind do not fit; a curve that this system lacks is unknown. */
export const verifyScheme: SchemeVerifier = (scheme, publicKey, data, signature) => {
  const key = publicKey.length > MAX_KEY_BYTES ? undefined : readKey(publicKey);
  if (key === undefined || isSlow(key)) return 'unknown';
  if (!KEY_TYPES[scheme.kind].includes(key.asymmetricKeyType ?? '')) return 'bad';
  try {
    return holds(scheme, key, data, signature) ? 'good' : 'bad';
  } catch {
    // BoringSSL and OpenSSL refuse some keys only when they are used.
    return 'unknown';
  }
};

function readKey(publicKey: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

/** A public exponent is a small number; a long one makes a check a thousand times as slow. */
function isSlow({ asymmetricKeyDetails }: KeyObject): boolean {
  const { publicExponent, modulusLength = 0 } = asymmetricKeyDetails ?? {};
  return (publicExponent ?? 0n) > 0xffff_ffffn || modulusLength > MAX_BITS;
}

function holds(scheme: SignatureScheme, key: KeyObject, data: Uint8Array, signature: Uint8Array): boolean {
  switch (scheme.kind) {
    case 'ed25519':
      return verify(null, data, key, signature);
    case 'pss': {
      const { saltLength, digest } = scheme;
      return verify(digest, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature);
    }
    default:
      return verify(scheme.digest, data, key, signature);
  }
}
