import { FailureError } from '../../../shared/contract/failure';
import { identitySentences } from '../../../shared/wording/identity';
import type { Environment } from '../environment';
import { unlockFile } from './unlock-identity';
import { writeIdentity } from './write-identity';

/**
 * Seals the key of an identity or a root anew under another passphrase. Copies of the old file still open with the old one.
 *
 * @throws FailureError `wrong-passphrase`, `bad-request`, `no-identity`, `unreadable-input`, `disk-full`, `internal`
 */
export async function changePassphrase(
  file: string,
  { before, after }: { readonly before: string; readonly after: string },
  env: Environment,
): Promise<{ readonly fingerprint: string }> {
  if (after === '' || after.normalize('NFC') === before.normalize('NFC')) {
    throw new FailureError('bad-request', identitySentences.samePassphrase);
  }
  const { part, privateKey } = await unlockFile(file, before);
  await writeIdentity(file, part, privateKey, after, env);
  return { fingerprint: part.fingerprint };
}
