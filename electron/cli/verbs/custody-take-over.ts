import { takeOver } from '../../engine/session/transfers';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { recordedOutcome } from '../transfer-words';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredEntry, requiredPositional } from '../words';

export const custodyTakeOver: Verb = {
  usage: 'DIR --entry N [--remarks TEXT] [--identity FILE]',
  options: { entry: { type: 'string' }, remarks: { type: 'string' }, ...IDENTITY_OPTION },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const taken = { handOver: requiredEntry(call), remarks: optionText(call, 'remarks') ?? '' };
    const signer = await examinerSigner(call);
    return recordedOutcome(await withCase(call, dir, 'write', (session) => takeOver(session, signer, taken)));
  },
};
