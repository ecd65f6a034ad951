import { correctEntry } from '../../engine/session/transfers';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { recordedOutcome } from '../transfer-words';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, requiredEntry, requiredOption, requiredPositional } from '../words';

export const custodyCorrect: Verb = {
  usage: 'DIR --entry N --text TEXT [--identity FILE]',
  options: { entry: { type: 'string' }, text: { type: 'string' }, ...IDENTITY_OPTION },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const correction = { entry: requiredEntry(call), text: requiredOption(call, 'text') };
    const signer = await examinerSigner(call);
    return recordedOutcome(await withCase(call, dir, 'write', (session) => correctEntry(session, signer, correction)));
  },
};
