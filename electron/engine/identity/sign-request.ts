import type { Environment } from '../environment';
import { issueCertificate } from './certificate';
import { readRequest } from './certificate-request';
import { ROOT_FORMAT } from './identity-file';
import { fingerprintOf } from './key-pair';
import { unlockFile } from './unlock-identity';
import { randomBytesOf, wholeSecond } from './write-identity';

export interface IssuedCertificate {
  readonly name: string;
  readonly organisation: string;
  /** Of the examiner's key: to be compared by telephone before the certificate is handed out. */
  readonly fingerprint: string;
  /** The certificate and the root's behind it, PEM. */
  readonly bundlePem: string;
}

/**
 * Issues a certificate for a request, by a laboratory's root.
 *
 * @throws FailureError `wrong-passphrase`, `no-identity`, `unreadable-input`
 */
export async function signRequest(
  requestText: string,
  rootFile: string,
  passphrase: string,
  env: Environment,
): Promise<IssuedCertificate> {
  const request = readRequest(requestText);
  const { part, privateKey } = await unlockFile(rootFile, passphrase, ROOT_FORMAT);
  const serial = randomBytesOf(env)(16);
  const certificate = issueCertificate({ ...request, privateKey, serial, from: wholeSecond(env) }, part.certificate);
  const { name, organisation, publicKey } = request;
  return { name, organisation, fingerprint: fingerprintOf(publicKey), bundlePem: certificate + part.certificate };
}
