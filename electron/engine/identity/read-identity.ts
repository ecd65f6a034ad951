import { type IdentityFormat, loadIdentityFile } from './identity-file';
import { defaultIdentityFile } from './profile-folder';

/** What an identity file says without its passphrase. */
export interface IdentityInfo {
  readonly name: string;
  readonly organisation: string;
  /** SHA-256 of the public key, hexadecimal. */
  readonly fingerprint: string;
  readonly certificatePem: string;
  /** From the certificate's issuer up to the root, PEM; empty for a self-signed one. */
  readonly issuersPem: readonly string[];
  readonly createdAt: string;
  readonly file: string;
}

/**
 * @param file the profile's identity file unless told
 * @param format the kind of file that is wanted; either where left out
 * @throws FailureError `no-identity`, `unreadable-input`
 */
export async function readIdentity(
  file: string = defaultIdentityFile(),
  format?: IdentityFormat,
): Promise<IdentityInfo> {
  const {
    name,
    organisation,
    fingerprint,
    certificate,
    issuers = [],
    createdAt,
  } = await loadIdentityFile(file, format);
  return { name, organisation, fingerprint, certificatePem: certificate, issuersPem: issuers, createdAt, file };
}
