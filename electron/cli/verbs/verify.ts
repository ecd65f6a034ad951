import { profileFolder } from '../../engine/identity/profile-folder';
import { profileExaminer } from '../../engine/profile/profile-examiner';
import { verifyPath } from '../../engine/session/verify-path';
import { readGiven } from '../given-file';
import { installedPlaces } from '../installed-places';
import type { Verb } from '../verb';
import { noMorePositionals, optionList, requiredPositional } from '../words';

export const verify: Verb = {
  name: 'verify',
  usage: 'PATH [--checkpoint FILE]…',
  summary: 'checks a case or a packet, also against checkpoints that were handed out',
  options: { checkpoint: { type: 'string', multiple: true } },
  run: async (call) => {
    const path = requiredPositional(call, 0, 'The case or packet');
    noMorePositionals(call, 1);
    const result = await verifyPath(path, {
      signal: call.signal,
      trusted: await ownKeys(),
      workerFile: installedPlaces().workerFile,
      home: profileFolder(),
      against: await Promise.all(optionList(call, 'checkpoint').map(readGiven)),
      onProgress: (progress) => call.progress.report(progress),
    });
    return {
      json: result,
      text: [
        ...result.checks.map((check) => `${check.ok ? 'ok    ' : 'FAILED'}  ${check.name}: ${check.detail}`),
        result.ok ? `The ${result.kind} is intact.` : `The ${result.kind} is NOT intact: ${result.firstFailure ?? ''}`,
      ],
      status: result.ok ? 0 : 1,
    };
  },
};

/** Keys that are known here: that of the profile's identity, if there is one. */
async function ownKeys(): Promise<readonly string[]> {
  const own = await profileExaminer(profileFolder()).catch(() => null);
  return own === null ? [] : [own.fingerprint];
}
