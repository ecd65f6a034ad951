import { createPublicKey } from 'node:crypto';
import type { Environment } from '../environment';
import { parseCertificate, subjectOf } from './certificate';
import { chainForKey } from './certificate-bundle';
import { type CreatedKey, writeNew } from './create-identity';
import { EXAMINER_FORMAT } from './identity-file';
import { fingerprintOf } from './key-pair';
import { defaultIdentityFile } from './profile-folder';
import { readPkcs12 } from './read-pkcs12';
import { refuseEmpty, refuseExisting } from './write-identity';

export interface Pkcs12Import {
  readonly bytes: Uint8Array;
  /** Opens the PKCS #12 file. */
  readonly filePassphrase: string;
  /** Seals the identity. */
  readonly passphrase: string;
  /** Certificates of issuers that the file lacks, DER. */
  readonly issuers: readonly Uint8Array[];
  /** Where the certificate names nobody, or another spelling is wanted. */
  readonly name?: string | undefined;
}

/**
 * Takes a key and its certificates over from a PKCS #12 file into an identity of its own.
 *
 * @throws FailureError `unreadable-input`, `wrong-passphrase`, `bad-request`, `target-exists`, `disk-full`, `internal`
 */
export async function importPkcs12(
  { bytes, filePassphrase, passphrase, issuers, name }: Pkcs12Import,
  file: string | undefined,
  env: Environment,
): Promise<CreatedKey> {
  const path = file ?? defaultIdentityFile();
  await refuseExisting(path);
  const { privateKey, certificates } = await readPkcs12(bytes, filePassphrase);
  const publicKey = createPublicKey(privateKey);
  const { certificatePem, issuersPem } = await chainForKey(
    [...certificates, ...issuers],
    fingerprintOf(publicKey),
    env.now(),
  );
  const stated = subjectOf(parseCertificate(certificatePem).subject);
  const subject = { name: name ?? stated.name, organisation: stated.organisation };
  refuseEmpty(subject.name, passphrase);
  const key = { ...subject, privateKey, publicKey, certificatePem };
  return await writeNew(path, EXAMINER_FORMAT, key, issuersPem, passphrase, env);
}
