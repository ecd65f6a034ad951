import { identityTold } from '../../../shared/wording/identity';
import { changePassphrase } from '../../engine/identity/change-passphrase';
import { IDENTITY_OPTION, passphraseFromEnvironment } from '../examiner';
import { identityFileOf, secretFrom } from '../identity-words';
import type { Verb } from '../verb';
import { noMorePositionals } from '../words';

export const identityPassphrase: Verb = {
  usage: '[--identity FILE]',
  options: { ...IDENTITY_OPTION },
  run: async (call) => {
    noMorePositionals(call, 0);
    const file = identityFileOf(call);
    const change = { before: passphraseFromEnvironment(), after: secretFrom('CHAINMAIL_NEW_PASSPHRASE') };
    const { fingerprint } = await changePassphrase(file, change, call.environment);
    return { json: { fingerprint, file }, text: [identityTold.passphrase(file)] };
  },
};
