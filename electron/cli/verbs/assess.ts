import { FailureError } from '../../../shared/contract/failure';
import { type Decision, decisionSchema } from '../../../shared/contract/model';
import { manyWords } from '../../../shared/wording/many-acts';
import { recordedAs } from '../../../shared/wording/recorded';
import { assessFinding } from '../../engine/session/assess-finding';
import { assessMessages } from '../../engine/session/judge-many';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { checkedRefs, requiredOption, requiredPositional } from '../words';

export const assess: Verb = {
  usage: 'DIR REF… --rule ID --decision confirmed|innocent|undecided --reason TEXT [--identity FILE]',
  options: {
    rule: { type: 'string' },
    decision: { type: 'string' },
    reason: { type: 'string' },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const refs = checkedRefs(call, 1);
    const judgement = {
      rule: requiredOption(call, 'rule'),
      decision: checkedDecision(requiredOption(call, 'decision')),
      reason: requiredOption(call, 'reason'),
    };
    const signer = await examinerSigner(call);
    const [ref, ...more] = refs;
    if (ref !== undefined && more.length === 0) {
      const { entry } = await withCase(call, dir, 'write', (session) =>
        assessFinding(session, signer, { ref, ...judgement }),
      );
      return { json: { entry }, text: [recordedAs(entry)] };
    }
    const done = await withCase(call, dir, 'write', (session) =>
      assessMessages(session, signer, { refs, ...judgement }),
    );
    const passedOver = refs.filter((one) => !done.refs.includes(one));
    return {
      json: { ...done, passedOver },
      text: [
        manyWords.recordedFor(done.entry, done.refs.length),
        ...(passedOver.length === 0 ? [] : [manyWords.passedOver(passedOver)]),
      ],
    };
  },
};

function checkedDecision(word: string): Decision {
  const parsed = decisionSchema.safeParse(word);
  if (!parsed.success) {
    throw new FailureError('bad-request', '--decision takes confirmed, innocent or undecided. Nothing was recorded.');
  }
  return parsed.data;
}
