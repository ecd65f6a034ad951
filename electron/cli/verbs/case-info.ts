import { describeCase } from '../../engine/session/describe-case';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, requiredPositional } from '../words';

export const caseInfo: Verb = {
  usage: 'DIR',
  options: {},
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const info = await withCase(call, dir, 'read', async (session) => describeCase(session));
    return {
      json: info,
      text: [
        `${info.number} ${info.name}`.trim(),
        `  folder          ${info.path}`,
        `  created         ${info.createdAt}`,
        `  evidence items  ${info.evidence}`,
        `  messages        ${info.messages.toLocaleString('en')}`,
        `  findings        ${info.findings.toLocaleString('en')}`,
        ...(info.ruleSet.recorded === info.ruleSet.current
          ? []
          : [
              `  rules           ${info.ruleSet.current}, before ${info.ruleSet.recorded}: ${info.ruleSet.added} findings more, ${info.ruleSet.gone} fewer`,
            ]),
        `  exhibits        ${info.exhibits}`,
        `  journal         ${info.custodyEntries} entries, head ${info.custodyHead ?? 'none'}`,
      ],
    };
  },
};
