import { createIdentity } from '../../engine/identity/create-identity';
import { passphraseFromEnvironment } from '../examiner';
import type { Verb } from '../verb';
import { noMorePositionals, optionText, requiredOption } from '../words';

export const identityCreate: Verb = {
  name: 'identity create',
  usage: '--name N [--organisation O] [--out FILE]',
  summary: "makes an examiner's key pair and certificate",
  options: { name: { type: 'string' }, organisation: { type: 'string' }, out: { type: 'string' } },
  run: async (call) => {
    noMorePositionals(call, 0);
    const name = requiredOption(call, 'name');
    const made = await createIdentity(
      { name, organisation: optionText(call, 'organisation') ?? '', passphrase: passphraseFromEnvironment() },
      optionText(call, 'out'),
      call.environment,
    );
    return {
      json: { fingerprint: made.fingerprint, certificate: made.certificatePem, file: made.file },
      text: [
        `The identity of ${name} was made and sealed in ${made.file}`,
        `Fingerprint, to compare by telephone: ${made.fingerprint.replace(/(.{4})/g, '$1 ').trim()}`,
      ],
    };
  },
};
