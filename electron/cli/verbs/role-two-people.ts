import { setPolicy } from '../../engine/session/case-people';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { guardsOption } from '../release-words';
import { recordedOutcome } from '../transfer-words';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredPositional } from '../words';

export const roleTwoPeople: Verb = {
  usage: 'DIR --for release,redaction|none [--reason TEXT] [--identity FILE]',
  options: { for: { type: 'string' }, reason: { type: 'string' }, ...IDENTITY_OPTION },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const policy = { twoPersons: guardsOption(call, 'for'), reason: optionText(call, 'reason') ?? '' };
    const signer = await examinerSigner(call);
    return recordedOutcome(await withCase(call, dir, 'write', (session) => setPolicy(session, signer, policy)));
  },
};
