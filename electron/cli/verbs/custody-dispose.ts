import { mannerSchema } from '../../../shared/contract/custody-act';
import { FailureError } from '../../../shared/contract/failure';
import { transferWords } from '../../../shared/wording/transfers';
import { dispose } from '../../engine/session/transfers';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { recordedOutcome } from '../transfer-words';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import {
  noMorePositionals,
  optionList,
  optionText,
  requiredChoice,
  requiredOption,
  requiredPositional,
} from '../words';

export const custodyDispose: Verb = {
  usage: `DIR --item E-001… --manner ${mannerSchema.options.join('|')} --authority TEXT --reason TEXT [--witness NAME] [--recipient NAME] [--identity FILE]`,
  options: {
    item: { type: 'string', multiple: true },
    manner: { type: 'string' },
    authority: { type: 'string' },
    reason: { type: 'string' },
    witness: { type: 'string' },
    recipient: { type: 'string' },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const items = optionList(call, 'item');
    if (items.length === 0) {
      throw new FailureError('bad-request', transferWords.itemsMissing);
    }
    const disposal = {
      items: [...items],
      manner: requiredChoice(call, 'manner', mannerSchema.options),
      authority: requiredOption(call, 'authority'),
      reason: requiredOption(call, 'reason'),
      witness: optionText(call, 'witness') ?? '',
      recipient: optionText(call, 'recipient') ?? '',
    };
    const signer = await examinerSigner(call);
    const recorded = await withCase(call, dir, 'write', (session) => dispose(session, signer, disposal));
    return recordedOutcome(recorded, [transferWords.nothingRemoved]);
  },
};
