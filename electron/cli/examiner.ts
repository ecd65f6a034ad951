/** The examiner's key on the command line: `--identity FILE` or the profile's, opened by CHAINMAIL_PASSPHRASE. */
import { env } from 'node:process';
import { FailureError } from '../../shared/contract/failure';
import { defaultIdentityFile } from '../engine/identity/profile-folder';
import type { Signer } from '../engine/identity/signer';
import { unlockIdentity } from '../engine/identity/unlock-identity';
import type { VerbCall } from './verb';
import { optionText } from './words';

export const IDENTITY_OPTION = { identity: { type: 'string' } } as const;

export function passphraseFromEnvironment(): string {
  const passphrase = env['CHAINMAIL_PASSPHRASE'];
  if (passphrase === undefined || passphrase === '') {
    throw new FailureError(
      'identity-locked',
      "The passphrase of the examiner's key is missing. Nothing was done. Set CHAINMAIL_PASSPHRASE and run the command again.",
    );
  }
  return passphrase;
}

export async function examinerSigner(call: VerbCall): Promise<Signer> {
  const passphrase = passphraseFromEnvironment();
  return await unlockIdentity(optionText(call, 'identity') ?? defaultIdentityFile(), passphrase);
}

/** The key where one is given; null where the work is to be done without, such as reading a stored checkpoint. */
export async function givenSigner(call: VerbCall): Promise<Signer | null> {
  const isGiven = optionText(call, 'identity') !== undefined || (env['CHAINMAIL_PASSPHRASE'] ?? '') !== '';
  return isGiven ? await examinerSigner(call) : null;
}
