import { witnessWords } from '../../../shared/wording/witness';
import { handOver } from '../../engine/session/transfers';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { recordedOutcome, TRANSFER_OPTIONS, TRANSFER_USAGE, transferDetails } from '../transfer-words';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, requiredOption, requiredPositional } from '../words';

export const custodyHandOver: Verb = {
  usage: `DIR --to NAME --reason TEXT ${TRANSFER_USAGE} [--identity FILE]`,
  options: { to: { type: 'string' }, reason: { type: 'string' }, ...TRANSFER_OPTIONS, ...IDENTITY_OPTION },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const who = { to: requiredOption(call, 'to'), reason: requiredOption(call, 'reason') };
    const transfer = { ...who, ...transferDetails(call) };
    const signer = await examinerSigner(call);
    const recorded = await withCase(call, dir, 'write', (session) => handOver(session, signer, transfer));
    return recordedOutcome(recorded, witnessWords.handOver);
  },
};
