import { FailureError } from '../../../shared/contract/failure';
import { recordedAs } from '../../../shared/wording/recorded';
import { moveBoundary } from '../../engine/session/move-boundary';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb, VerbCall } from '../verb';
import { withCase } from '../with-case';
import { checkedRef, noMorePositionals, optionNumber, optionText, requiredPositional } from '../words';

export const boundary: Verb = {
  usage: 'DIR REF --hop N | --proposed [--reason TEXT] [--identity FILE]',
  options: {
    hop: { type: 'string' },
    proposed: { type: 'boolean' },
    reason: { type: 'string' },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const ref = checkedRef(requiredPositional(call, 1, 'The message (such as E-001/42)'));
    noMorePositionals(call, 2);
    const move = { ref, trustedHops: wantedHops(call), reason: optionText(call, 'reason') ?? '' };
    const signer = await examinerSigner(call);
    const { entry, message } = await withCase(call, dir, 'write', (session) => moveBoundary(session, signer, move));
    const { trustedHops, proposed } = message.boundary;
    return {
      json: { entry, ref, boundary: message.boundary, route: message.route.map(({ trusted }) => ({ trusted })) },
      text: [
        `${trustedHops} of ${message.route.length} hops of ${ref} are taken as the receiving side's; its fields propose ${proposed}.`,
        recordedAs(entry),
      ],
    };
  },
};

function wantedHops(call: VerbCall): number | null {
  const isProposed = call.values['proposed'] === true;
  if (isProposed === (optionText(call, 'hop') !== undefined)) {
    throw new FailureError(
      'bad-request',
      'Give either --hop N, the number of topmost hops to trust, or --proposed. Nothing was done.',
    );
  }
  return isProposed ? null : optionNumber(call, 'hop', 0);
}
