import { FailureError } from '../../../shared/contract/failure';
import type { Verification } from '../../../shared/contract/outcomes';
import type { RevocationList } from '../../../shared/packet-format/revocation-list';
import { identityTold } from '../../../shared/wording/identity';
import { ownKeys } from '../../engine/identity/own-keys';
import { defaultIdentityFile, profileFolder } from '../../engine/identity/profile-folder';
import { revocationListsOf } from '../../engine/identity/revoke-certificate';
import { smallFile } from '../../engine/identity/small-file';
import { verifyPath } from '../../engine/session/verify-path';
import { readGiven } from '../given-file';
import { checkedFingerprint } from '../identity-words';
import type { Verb } from '../verb';
import { noMorePositionals, optionList, requiredPositional } from '../words';

export const verify: Verb = {
  usage: 'PATH [--checkpoint FILE]… [--crl FILE]… [--trust FINGERPRINT]…',
  options: {
    checkpoint: { type: 'string', multiple: true },
    crl: { type: 'string', multiple: true },
    trust: { type: 'string', multiple: true },
  },
  run: async (call) => {
    const path = requiredPositional(call, 0, 'The case or packet');
    noMorePositionals(call, 1);
    const result = await verifyPath(path, {
      signal: call.signal,
      trusted: [...(await ownKeys(defaultIdentityFile())), ...optionList(call, 'trust').map(checkedFingerprint)],
      revocations: await revocationLists(optionList(call, 'crl')),
      workerFile: call.places.workerFile,
      home: profileFolder(),
      against: await Promise.all(optionList(call, 'checkpoint').map(readGiven)),
      onProgress: (progress) => call.progress.report(progress),
    });
    return {
      json: result,
      text: [
        ...result.checks.map((check) => `${check.ok ? 'ok    ' : 'FAILED'}  ${check.name}: ${check.detail}`),
        summary(result),
      ],
      status: result.ok ? 0 : 1,
    };
  },
};

function summary({ kind, ok, state, firstFailure }: Verification): string {
  if (state === 'refused-signer') {
    return `The ${kind} is intact, but NOT validly signed: ${firstFailure ?? ''}`;
  }
  return ok ? `The ${kind} is intact.` : `The ${kind} is NOT intact: ${firstFailure ?? ''}`;
}

async function revocationLists(files: readonly string[]): Promise<readonly RevocationList[]> {
  const found: RevocationList[] = [];
  for (const file of files) {
    const lists = revocationListsOf(await smallFile(file));
    if (lists.length === 0) {
      throw new FailureError('unreadable-input', identityTold.notRevocations(file));
    }
    found.push(...lists);
  }
  return found;
}
