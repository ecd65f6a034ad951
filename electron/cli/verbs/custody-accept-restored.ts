import { resolve } from 'node:path';
import { transferWords } from '../../../shared/wording/transfers';
import { profileFolder } from '../../engine/identity/profile-folder';
import { acceptRestored } from '../../engine/session/accept-restored';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { noMorePositionals, requiredOption, requiredPositional } from '../words';

export const custodyAcceptRestored: Verb = {
  usage: 'DIR --reason TEXT [--identity FILE]',
  options: { reason: { type: 'string' }, ...IDENTITY_OPTION },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const reason = requiredOption(call, 'reason');
    const signer = await examinerSigner(call);
    const circumstances = { env: call.environment, places: call.places, home: profileFolder() };
    const { entry, seen, held } = await acceptRestored(resolve(dir), reason, signer, circumstances);
    return { json: { entry, seen, held }, text: [transferWords.restored(entry, seen, held)] };
  },
};
