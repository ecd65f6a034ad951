import { type KeyObject, sign } from 'node:crypto';
import { certificateKey, fingerprintOf, isP256 } from './key-pair';
import { signDetached } from './sign-detached';
import type { Signer } from './signer';

export interface SignerParts {
  readonly name: string;
  readonly organisation: string;
  readonly certificatePem: string;
  /** From the certificate's issuer up to the root; none for a self-signed certificate. */
  readonly issuersPem?: readonly string[];
  readonly privateKey: KeyObject;
}

/**
 * An open key that can sign.
 *
 * @throws Error when the key is not on P-256 or is not the certificate's
 */
export function makeSigner(parts: SignerParts): Signer {
  const { name, organisation, certificatePem, issuersPem = [], privateKey } = parts;
  const publicKey = certificateKey(certificatePem);
  if (publicKey === null || !isP256(privateKey)) {
    throw new Error('only P-256 keys can sign');
  }
  return {
    name,
    organisation,
    certificatePem,
    issuersPem,
    fingerprint: fingerprintOf(publicKey),
    sign: async (bytes) => sign('sha256', bytes, { key: privateKey, dsaEncoding: 'der' }),
    signDetached: async (bytes, signingTime) =>
      signDetached({ bytes, privateKey, certificatePem, issuersPem, signingTime }),
  };
}
