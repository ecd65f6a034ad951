import { createPublicKey } from 'node:crypto';
import type { Environment } from '../environment';
import { certificatesIn, chainForKey, type OrderedChain } from './certificate-bundle';
import { makeRequest } from './certificate-request';
import { EXAMINER_FORMAT, IDENTITY_VERSION, loadIdentityFile } from './identity-file';
import { unlockFile } from './unlock-identity';
import { writeIdentity } from './write-identity';

/**
 * A certificate request for an identity's key, PEM.
 *
 * @throws FailureError `wrong-passphrase`, `no-identity`, `unreadable-input`
 */
export async function requestCertificate(file: string, passphrase: string): Promise<string> {
  const { part, privateKey } = await unlockFile(file, passphrase, EXAMINER_FORMAT);
  return makeRequest(part, createPublicKey(privateKey), privateKey);
}

/**
 * Puts a certificate that an authority issued for this identity's key in place of the one that it has. Name and
 * organisation of the examiner stay as they are: acts recorded before carry them.
 *
 * @param text the certificate and those of its issuers up to the root, PEM, in any order
 * @throws FailureError `bad-request` with what is wrong with the chain; `wrong-passphrase`, `no-identity`, `unreadable-input`
 */
export async function installCertificate(
  file: string,
  text: string,
  passphrase: string,
  env: Environment,
): Promise<OrderedChain> {
  const { fingerprint } = await loadIdentityFile(file, EXAMINER_FORMAT);
  const chain = await chainForKey(certificatesIn(text), fingerprint, env.now());
  const { part, privateKey } = await unlockFile(file, passphrase, EXAMINER_FORMAT);
  const { certificatePem: certificate, issuersPem } = chain;
  const changed = { ...part, version: IDENTITY_VERSION as 2, certificate, issuers: [...issuersPem] };
  await writeIdentity(file, changed, privateKey, passphrase, env);
  return chain;
}
