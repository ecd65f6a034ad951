import { FailureError } from '../../../shared/contract/failure';
import { type Decision, decisionSchema } from '../../../shared/contract/model';
import { recordedAs } from '../../../shared/wording/recorded';
import { assessFinding } from '../../engine/session/assess-finding';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { checkedRef, noMorePositionals, requiredOption, requiredPositional } from '../words';

export const assess: Verb = {
  name: 'assess',
  usage: 'DIR REF --rule ID --decision confirmed|innocent|undecided --reason TEXT [--identity FILE]',
  summary: "records the examiner's decision on a finding",
  options: {
    rule: { type: 'string' },
    decision: { type: 'string' },
    reason: { type: 'string' },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const ref = checkedRef(requiredPositional(call, 1, 'The message (such as E-001/42)'));
    noMorePositionals(call, 2);
    const judgement = {
      ref,
      rule: requiredOption(call, 'rule'),
      decision: checkedDecision(requiredOption(call, 'decision')),
      reason: requiredOption(call, 'reason'),
    };
    const signer = await examinerSigner(call);
    const { entry } = await withCase(call, dir, 'write', (session) => assessFinding(session, signer, judgement));
    return { json: { entry }, text: [recordedAs(entry)] };
  },
};

function checkedDecision(word: string): Decision {
  const parsed = decisionSchema.safeParse(word);
  if (!parsed.success) {
    throw new FailureError('bad-request', '--decision takes confirmed, innocent or undecided. Nothing was recorded.');
  }
  return parsed.data;
}
