import { ROLES } from '../../../shared/packet-format/case-rules';
import { ruleWords } from '../../../shared/wording/case-rules';
import { type Proposed, propose } from '../../engine/session/case-people';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { checkedFingerprint } from '../identity-words';
import { guardsOption } from '../release-words';
import { recordedOutcome } from '../transfer-words';
import type { Verb, VerbCall } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredChoice, requiredOption, requiredPositional } from '../words';

export const releasePropose: Verb = {
  usage: `DIR [--redacted | --role ROLE --key FINGERPRINT | --two-people LIST] [--note TEXT] [--identity FILE]`,
  options: {
    redacted: { type: 'boolean' },
    role: { type: 'string' },
    key: { type: 'string' },
    'two-people': { type: 'string' },
    note: { type: 'string' },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const proposed = proposedIn(call);
    const signer = await examinerSigner(call);
    const note = optionText(call, 'note') ?? '';
    const recorded = await withCase(call, dir, 'write', (session) => propose(session, signer, proposed, note));
    return recordedOutcome(recorded, [ruleWords.howToApprove(recorded.entry)]);
  },
};

function proposedIn(call: VerbCall): Proposed {
  if (optionText(call, 'role') !== undefined) {
    const key = checkedFingerprint(requiredOption(call, 'key'));
    return { act: 'role.assign', role: requiredChoice(call, 'role', ROLES), key };
  }
  if (optionText(call, 'two-people') !== undefined) {
    return { act: 'policy.set', twoPersons: guardsOption(call, 'two-people') };
  }
  return { act: 'packet.export', redacted: call.values['redacted'] === true };
}
