import { resolve } from 'node:path';
import { identityTold, requestSentences } from '../../../shared/wording/identity';
import { durableWrite } from '../../engine/fs/durable-write';
import { signRequest } from '../../engine/identity/sign-request';
import { smallText } from '../../engine/identity/small-file';
import { passphraseFromEnvironment } from '../examiner';
import { rootFileOf, telephoneGroups } from '../identity-words';
import type { Verb } from '../verb';
import { noMorePositionals, requiredOption, requiredPositional } from '../words';

export const identitySignRequest: Verb = {
  usage: 'REQUEST --out FILE [--root FILE]',
  options: { out: { type: 'string' }, root: { type: 'string' } },
  run: async (call) => {
    const request = await smallText(requiredPositional(call, 0, 'The request'));
    noMorePositionals(call, 1);
    const out = resolve(requiredOption(call, 'out'));
    const issued = await signRequest(request, rootFileOf(call), passphraseFromEnvironment(), call.environment);
    await durableWrite(out, issued.bundlePem, call.environment.randomHex, {
      mode: 0o644,
      what: requestSentences.certificate,
    });
    const { name, organisation, fingerprint, bundlePem } = issued;
    return {
      json: { name, organisation, fingerprint, certificate: bundlePem, file: out },
      text: [identityTold.issued(name, out), identityTold.fingerprint(telephoneGroups(fingerprint))],
    };
  },
};
