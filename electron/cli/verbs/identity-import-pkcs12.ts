import { env } from 'node:process';
import { identityTold } from '../../../shared/wording/identity';
import { certificatesIn } from '../../engine/identity/certificate-bundle';
import { importPkcs12 } from '../../engine/identity/import-pkcs12';
import { smallFile, smallText } from '../../engine/identity/small-file';
import { passphraseFromEnvironment } from '../examiner';
import { telephoneGroups } from '../identity-words';
import type { Verb } from '../verb';
import { noMorePositionals, optionText, requiredPositional } from '../words';

export const identityImportPkcs12: Verb = {
  usage: 'FILE [--issuers FILE] [--name N] [--out FILE]',
  options: { issuers: { type: 'string' }, name: { type: 'string' }, out: { type: 'string' } },
  run: async (call) => {
    const bytes = await smallFile(requiredPositional(call, 0, 'The PKCS#12 file'));
    noMorePositionals(call, 1);
    const passphrase = passphraseFromEnvironment();
    const issuers = optionText(call, 'issuers');
    const made = await importPkcs12(
      {
        bytes,
        // A file may have been sealed under an empty one.
        filePassphrase: env['CHAINMAIL_PKCS12_PASSPHRASE'] ?? passphrase,
        passphrase,
        issuers: issuers === undefined ? [] : certificatesIn(await smallText(issuers)),
        name: optionText(call, 'name'),
      },
      optionText(call, 'out'),
      call.environment,
    );
    return {
      json: { fingerprint: made.fingerprint, certificate: made.certificatePem, file: made.file },
      text: [identityTold.imported(made.file), identityTold.fingerprint(telephoneGroups(made.fingerprint))],
    };
  },
};
