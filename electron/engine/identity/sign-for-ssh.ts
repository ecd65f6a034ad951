import { createHash } from 'node:crypto';
import { p256Point } from '../../../shared/packet-format/certificate-chain';
import { formatSshSignature, publicKeyBlob, sshSignedBytes } from '../../../shared/packet-format/sshsig';
import { certificateKey } from './key-pair';
import type { Signer } from './signer';

/** A signature over `bytes` in the form of `ssh-keygen -Y sign`, namespace `evidence-packet`, SHA-512. */
export async function signForSsh(signer: Signer, bytes: Uint8Array): Promise<string> {
  const signature = await signer.sign(sshSignedBytes(createHash('sha512').update(bytes).digest()));
  return formatSshSignature({ point: pointOf(signer.certificatePem), signature });
}

/** The key of a certificate as ssh-keygen names it: `SHA256:` and the hash of its blob in base64 without padding. */
export function sshFingerprint(certificatePem: string): string {
  const hash = createHash('sha256')
    .update(publicKeyBlob(pointOf(certificatePem)))
    .digest('base64');
  return `SHA256:${hash.replace(/=+$/, '')}`;
}

/** @throws Error for a certificate without a P-256 key: no signer has one */
export function pointOf(certificatePem: string): Uint8Array {
  const point = p256Point(certificateKey(certificatePem)?.export({ type: 'spki', format: 'der' }) ?? new Uint8Array());
  if (point === undefined) {
    throw new Error('only P-256 keys can sign');
  }
  return point;
}
