import { listFindings } from '../../engine/session/list-findings';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { checkedRef, noMorePositionals, optionText, requiredPositional } from '../words';

export const findings: Verb = {
  usage: 'DIR [--ref REF] [--rule ID]',
  options: { ref: { type: 'string' }, rule: { type: 'string' } },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const ref = optionText(call, 'ref');
    const rule = optionText(call, 'rule');
    const asked = { ...(ref === undefined ? {} : { ref: checkedRef(ref) }), ...(rule === undefined ? {} : { rule }) };
    const list = await withCase(call, dir, 'read', async (session) => listFindings(session, asked));
    return {
      json: { findings: list },
      text: [
        ...list.map(
          (finding) => `${finding.ref.padEnd(12)} ${finding.severity.padEnd(6)} ${finding.rule}: ${finding.summary}`,
        ),
        `${list.length.toLocaleString('en')} findings`,
      ],
    };
  },
};
