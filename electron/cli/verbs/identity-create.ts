import { identityTold } from '../../../shared/wording/identity';
import { createIdentity } from '../../engine/identity/create-identity';
import { passphraseFromEnvironment } from '../examiner';
import { telephoneGroups } from '../identity-words';
import type { Verb } from '../verb';
import { noMorePositionals, optionText, requiredOption } from '../words';

export const identityCreate: Verb = {
  usage: '--name N [--organisation O] [--out FILE]',
  options: { name: { type: 'string' }, organisation: { type: 'string' }, out: { type: 'string' } },
  run: async (call) => {
    noMorePositionals(call, 0);
    const name = requiredOption(call, 'name');
    const made = await createIdentity(
      { name, organisation: optionText(call, 'organisation') ?? '', passphrase: passphraseFromEnvironment() },
      optionText(call, 'out'),
      call.environment,
    );
    const { root } = made;
    return {
      json: {
        fingerprint: made.fingerprint,
        certificate: made.certificatePem,
        file: made.file,
        root: { fingerprint: root.fingerprint, certificate: root.certificatePem, file: root.file },
      },
      text: [
        identityTold.made(name, made.file),
        identityTold.fingerprint(telephoneGroups(made.fingerprint)),
        identityTold.rootMade(root.file),
        identityTold.rootFingerprint(telephoneGroups(root.fingerprint)),
      ],
    };
  },
};
