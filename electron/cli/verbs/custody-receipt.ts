import { FailureError } from '../../../shared/contract/failure';
import { transferWords } from '../../../shared/wording/transfers';
import { readDocument, recordReceipt } from '../../engine/session/transfers';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { recordedOutcome, TRANSFER_OPTIONS, TRANSFER_USAGE, transferDetails } from '../transfer-words';
import type { Verb, VerbCall } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredOption, requiredPositional } from '../words';

export const custodyReceipt: Verb = {
  usage: `DIR --given|--taken --party NAME --reason TEXT ${TRANSFER_USAGE} [--document FILE] [--identity FILE]`,
  options: {
    given: { type: 'boolean' },
    taken: { type: 'boolean' },
    party: { type: 'string' },
    reason: { type: 'string' },
    document: { type: 'string' },
    ...TRANSFER_OPTIONS,
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const receipt = {
      direction: directionOf(call),
      party: requiredOption(call, 'party'),
      reason: requiredOption(call, 'reason'),
      ...transferDetails(call),
    };
    const file = optionText(call, 'document');
    const document = file === undefined ? null : await readDocument(file);
    const signer = await examinerSigner(call);
    return recordedOutcome(
      await withCase(call, dir, 'write', (session) => recordReceipt(session, signer, receipt, document)),
    );
  },
};

function directionOf({ values }: VerbCall): 'given' | 'taken' {
  if ((values['given'] === true) === (values['taken'] === true)) {
    throw new FailureError('bad-request', transferWords.oneDirection);
  }
  return values['given'] === true ? 'given' : 'taken';
}
