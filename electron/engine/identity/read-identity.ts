import { loadIdentityFile } from './identity-file';
import { defaultIdentityFile } from './profile-folder';

/** What an identity file says without its passphrase. */
export interface IdentityInfo {
  readonly name: string;
  readonly organisation: string;
  /** SHA-256 of the public key, hexadecimal. */
  readonly fingerprint: string;
  readonly certificatePem: string;
  readonly createdAt: string;
  readonly file: string;
}

/**
 * @param file the profile's identity file unless told
 * @throws FailureError `no-identity`, `unreadable-input`
 */
export async function readIdentity(file: string = defaultIdentityFile()): Promise<IdentityInfo> {
  const { name, organisation, fingerprint, certificate, createdAt } = await loadIdentityFile(file);
  return { name, organisation, fingerprint, certificatePem: certificate, createdAt, file };
}
