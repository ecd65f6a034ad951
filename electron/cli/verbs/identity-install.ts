import { identityTold } from '../../../shared/wording/identity';
import { installCertificate } from '../../engine/identity/install-certificate';
import { readIdentity } from '../../engine/identity/read-identity';
import { smallText } from '../../engine/identity/small-file';
import { IDENTITY_OPTION, passphraseFromEnvironment } from '../examiner';
import { identityFileOf, telephoneGroups } from '../identity-words';
import type { Verb } from '../verb';
import { noMorePositionals, requiredPositional } from '../words';

export const identityInstall: Verb = {
  usage: 'FILE [--identity FILE]',
  options: { ...IDENTITY_OPTION },
  run: async (call) => {
    const text = await smallText(requiredPositional(call, 0, 'The certificate'));
    noMorePositionals(call, 1);
    const file = identityFileOf(call);
    const chain = await installCertificate(file, text, passphraseFromEnvironment(), call.environment);
    const { fingerprint } = await readIdentity(file);
    return {
      json: { fingerprint, certificate: chain.certificatePem, issuers: chain.issuersPem, file },
      text: [identityTold.installed(chain.issuer), identityTold.fingerprint(telephoneGroups(fingerprint))],
    };
  },
};
