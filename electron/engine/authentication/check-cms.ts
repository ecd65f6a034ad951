import { constants, createPublicKey, type VerifyKeyObjectInput, verify } from 'node:crypto';
import type { CmsSigner } from '../../../shared/analysis/signatures/cms';
import type { SignerCheck } from '../../../shared/wording/signers';

/** Identifiers of algorithms, their DER contents (RFC 3370, RFC 4056, RFC 5754, RFC 8419). */
const RSA_PLAIN = '2a864886f70d0101';
const RSA_PSS = '2a864886f70d01010a';
const ECDSA = '2a8648ce3d04';
/** A key of more bytes costs seconds. */
const MAX_KEY_BYTES = 2_400;

/**
 * Whether the signature of S/MIME fits the key in the certificate that came with it (RFC 5652 section 5.6). Whether the
 * certificate is anybody's is another question. Never throws for bad keys or signatures.
 */
export function checkCms({ certificate, signedBytes, digest, algorithm, signature }: CmsSigner): SignerCheck {
  if (certificate === undefined) {
    return 'no-certificate';
  }
  if (signedBytes === undefined || digest === undefined || certificate.publicKey.length > MAX_KEY_BYTES) {
    return 'unknown';
  }
  if (!algorithm.startsWith(RSA_PLAIN) && !algorithm.startsWith(ECDSA)) {
    return 'unknown';
  }
  try {
    const key = createPublicKey({ key: Buffer.from(certificate.publicKey), format: 'der', type: 'spki' });
    const input: VerifyKeyObjectInput =
      algorithm === RSA_PSS
        ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
        : { key };
    return verify(digest, signedBytes, input, signature) ? 'good' : 'bad';
  } catch {
    // A key of a kind that this system does not know.
    return 'unknown';
  }
}
