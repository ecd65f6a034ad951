import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { FailureError } from '../../../shared/contract/failure';
import { boundText, damaged, loadIdentityFile } from './identity-file';
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
  const { key, check, ...part } = await loadIdentityFile(file);
  const secret = await openKey(key, passphrase, boundText(part));
  if (secret === null) {
    throw new FailureError(
      'wrong-passphrase',
      'The passphrase does not open this identity. Nothing was changed. Type it again; upper and lower case matter.',
    );
  }
  const privateKey = toKey(secret);
  secret.fill(0);
  if (privateKey === null || fingerprintOf(createPublicKey(privateKey)) !== part.fingerprint) {
    throw damaged(file, 'its key is not the one of its certificate');
  }
  const { name, organisation, certificate } = part;
  return makeSigner({ name, organisation, certificatePem: certificate, privateKey });
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
