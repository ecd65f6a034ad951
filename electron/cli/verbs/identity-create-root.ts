import { identityTold } from '../../../shared/wording/identity';
import { createRoot } from '../../engine/identity/create-identity';
import { passphraseFromEnvironment } from '../examiner';
import { telephoneGroups } from '../identity-words';
import type { Verb } from '../verb';
import { noMorePositionals, optionText, requiredOption } from '../words';

export const identityCreateRoot: Verb = {
  usage: '--name N [--organisation O] [--out FILE]',
  options: { name: { type: 'string' }, organisation: { type: 'string' }, out: { type: 'string' } },
  run: async (call) => {
    noMorePositionals(call, 0);
    const name = requiredOption(call, 'name');
    const root = await createRoot(
      { name, organisation: optionText(call, 'organisation') ?? '', passphrase: passphraseFromEnvironment() },
      optionText(call, 'out'),
      call.environment,
    );
    return {
      json: { fingerprint: root.fingerprint, certificate: root.certificatePem, file: root.file },
      text: [identityTold.rootOnly(root.file), identityTold.rootFingerprint(telephoneGroups(root.fingerprint))],
    };
  },
};
