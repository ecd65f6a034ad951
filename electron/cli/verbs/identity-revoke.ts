import { resolve } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import { identityTold, revocationSentences } from '../../../shared/wording/identity';
import { REVOCATION_REASONS, type RevocationReason } from '../../../shared/wording/revocation';
import { revokeCertificate } from '../../engine/identity/revoke-certificate';
import { smallText } from '../../engine/identity/small-file';
import { passphraseFromEnvironment } from '../examiner';
import { rootFileOf } from '../identity-words';
import type { Verb } from '../verb';
import { noMorePositionals, optionText, requiredPositional } from '../words';

export const identityRevoke: Verb = {
  usage: 'CERTIFICATE [--reason lost|compromised|left|superseded|unspecified] [--root FILE] [--out FILE]',
  options: { reason: { type: 'string' }, root: { type: 'string' }, out: { type: 'string' } },
  run: async (call) => {
    const certificateText = await smallText(requiredPositional(call, 0, 'The certificate'));
    noMorePositionals(call, 1);
    const rootFile = rootFileOf(call);
    const listFile = resolve(optionText(call, 'out') ?? `${rootFile.replace(/\.json$/, '')}.crl`);
    const reason = checkedReason(optionText(call, 'reason') ?? 'unspecified');
    const passphrase = passphraseFromEnvironment();
    const done = await revokeCertificate({ certificateText, reason, rootFile, passphrase, listFile }, call.environment);
    return { json: { ...done, reason, file: listFile }, text: [identityTold.revoked(done.name, listFile)] };
  },
};

function checkedReason(word: string): RevocationReason {
  if (!isReason(word)) {
    throw new FailureError('bad-request', revocationSentences.otherReason(Object.keys(REVOCATION_REASONS)));
  }
  return word;
}

function isReason(word: string): word is RevocationReason {
  return Object.hasOwn(REVOCATION_REASONS, word);
}
