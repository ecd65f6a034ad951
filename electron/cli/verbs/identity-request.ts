import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { identityTold, requestSentences } from '../../../shared/wording/identity';
import { durableWrite } from '../../engine/fs/durable-write';
import { createWaitingIdentity } from '../../engine/identity/create-identity';
import { requestCertificate } from '../../engine/identity/install-certificate';
import { readIdentity } from '../../engine/identity/read-identity';
import { IDENTITY_OPTION, passphraseFromEnvironment } from '../examiner';
import { identityFileOf, telephoneGroups } from '../identity-words';
import type { Verb, VerbCall } from '../verb';
import { noMorePositionals, optionText, requiredOption } from '../words';

export const identityRequest: Verb = {
  usage: '--out FILE [--name N [--organisation O]] [--identity FILE]',
  options: {
    out: { type: 'string' },
    name: { type: 'string' },
    organisation: { type: 'string' },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    noMorePositionals(call, 0);
    const out = resolve(requiredOption(call, 'out'));
    const passphrase = passphraseFromEnvironment();
    const file = identityFileOf(call);
    await makeWhereMissing(call, file, passphrase);
    const request = await requestCertificate(file, passphrase);
    const { fingerprint } = await readIdentity(file);
    await durableWrite(out, request, call.environment.randomHex, { mode: 0o644, what: requestSentences.what });
    return {
      json: { fingerprint, request, file: out, identity: file },
      text: [identityTold.requested(out), identityTold.fingerprint(telephoneGroups(fingerprint))],
    };
  },
};

async function makeWhereMissing(call: VerbCall, file: string, passphrase: string): Promise<void> {
  const isThere = await stat(file).then(
    () => true,
    () => false,
  );
  const name = optionText(call, 'name');
  if (!isThere && name !== undefined) {
    const organisation = optionText(call, 'organisation') ?? '';
    await createWaitingIdentity({ name, organisation, passphrase }, file, call.environment);
  }
}
