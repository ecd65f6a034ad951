import { listRules } from '../../engine/session/list-rules';
import type { Verb } from '../verb';
import { noMorePositionals } from '../words';

export const rules: Verb = {
  usage: '',
  options: {},
  run: async (call) => {
    noMorePositionals(call, 0);
    const list = listRules();
    return {
      json: { rules: list },
      text: list.flatMap((rule) => [
        `${rule.id} (${rule.severity}): ${rule.title}`,
        `  ${rule.explanation}`,
        `  Innocent causes: ${rule.innocent.join('; ')}.`,
        `  What would settle it: ${rule.settle}`,
        `  ${rule.errorRateText}`,
        `  Reference: ${rule.reference}`,
        '',
      ]),
    };
  },
};
