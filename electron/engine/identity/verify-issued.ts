import { createPublicKey, verify } from 'node:crypto';
import type { IssuerVerifier } from '../../../shared/packet-format/certificate-chain';

/** Algorithms of certificates' signatures (RFC 5758 section 3.2, RFC 4055 section 5), by their identifiers' DER contents. */
const HASH_OF: Readonly<Record<string, string>> = {
  '2a8648ce3d040302': 'sha256',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
  '2a864886f70d01010b': 'sha256',
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
};

/** An authority's signature over a certificate or a list of revoked ones: ECDSA or RSA (PKCS #1) with SHA-2. Never throws. */
export const verifyIssued: IssuerVerifier = ({ signedBytes, algorithm, value }, publicKey) => {
  const hash = HASH_OF[algorithm];
  if (hash === undefined) {
    return false;
  }
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
    const isFitting = key.asymmetricKeyType === (algorithm.startsWith('2a8648ce3d') ? 'ec' : 'rsa');
    return isFitting && verify(hash, signedBytes, key, value);
  } catch {
    // A key of a kind that this system does not know, or a signature that is not one.
    return false;
  }
};
