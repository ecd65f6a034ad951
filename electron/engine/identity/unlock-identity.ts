import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { FailureError } from '../../../shared/contract/failure';
import { identitySentences } from '../../../shared/wording/identity';
import {
  boundText,
  damaged,
  EXAMINER_FORMAT,
  type IdentityFormat,
  type IdentityPublicPart,
  loadIdentityFile,
} from './identity-file';
import { fingerprintOf, isP256 } from './key-pair';
import { makeSigner } from './make-signer';
import { openKey } from './sealed-key';
import type { Signer } from './signer';

/**
 * Opens an examiner's key.
 *
 * @throws FailureError `wrong-passphrase`, `no-identity`, `unreadable-input`
 */
export async function unlockIdentity(file: string, passphrase: string): Promise<Signer> {
  const { part, privateKey } = await unlockFile(file, passphrase, EXAMINER_FORMAT);
  const { name, organisation, certificate, issuers = [] } = part;
  return makeSigner({ name, organisation, certificatePem: certificate, issuersPem: issuers, privateKey });
}

export interface UnlockedFile {
  readonly part: IdentityPublicPart;
  readonly privateKey: KeyObject;
}

/**
 * Opens the key of an identity or of a root.
 *
 * @param format the kind of file that is wanted; either where left out
 * @throws FailureError `wrong-passphrase`, `no-identity`, `unreadable-input`
 */
export async function unlockFile(file: string, passphrase: string, format?: IdentityFormat): Promise<UnlockedFile> {
  const { key, check, ...part } = await loadIdentityFile(file, format);
  const secret = await openKey(key, passphrase, boundText(part));
  if (secret === null) {
    throw new FailureError('wrong-passphrase', wrongPassphrase(passphrase));
  }
  const privateKey = toKey(secret);
  secret.fill(0);
  if (privateKey === null || fingerprintOf(createPublicKey(privateKey)) !== part.fingerprint) {
    throw damaged(file, identitySentences.otherKey);
  }
  return { part, privateKey };
}

/** Composed and decomposed letters are the same passphrase (NFC); compatibility forms are not, and look alike. */
function wrongPassphrase(passphrase: string): string {
  const isPlain = passphrase.normalize('NFKC') === passphrase.normalize('NFC');
  return isPlain ? identitySentences.wrongPassphrase : identitySentences.wrongPassphraseForm;
}

/** Null when the bytes are not a P-256 key. */
function toKey(pkcs8: Buffer): KeyObject | null {
  try {
    const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    return isP256(key) ? key : null;
  } catch {
    // Not a private key at all; reported by the caller.
    return null;
  }
}
