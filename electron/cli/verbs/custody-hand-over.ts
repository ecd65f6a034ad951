import { witnessWords } from '../../../shared/wording/witness';
import { handOver } from '../../engine/session/hand-over';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, requiredOption, requiredPositional } from '../words';

export const custodyHandOver: Verb = {
  name: 'custody hand-over',
  usage: 'DIR --to NAME --reason TEXT [--identity FILE]',
  summary: 'records that custody passed to somebody else',
  options: { to: { type: 'string' }, reason: { type: 'string' }, ...IDENTITY_OPTION },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const transfer = { to: requiredOption(call, 'to'), reason: requiredOption(call, 'reason') };
    const signer = await examinerSigner(call);
    const { entry } = await withCase(call, dir, 'write', (session) => handOver(session, signer, transfer));
    return { json: { entry }, text: [`Recorded as journal entry ${entry}.`, ...witnessWords.handOver] };
  },
};
