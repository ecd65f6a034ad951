import { resolve } from 'node:path';
import type { RuleResult } from '../../../shared/validation/tally';
import { runValidation } from '../../engine/validation/run-validation';
import type { Verb } from '../verb';
import { noMorePositionals, requiredPositional } from '../words';

export const validate: Verb = {
  usage: 'MANIFEST.tsv',
  options: {},
  run: async (call) => {
    const manifest = requiredPositional(call, 0, 'The list of labelled mail');
    noMorePositionals(call, 1);
    const result = await runValidation(resolve(manifest), call.places, call.environment, {
      signal: call.signal,
      onProgress: (doneMessages) => call.progress.report({ stage: 'Judging messages', doneMessages }),
    });
    const { rules, messages, setAside, seconds } = result;
    return {
      json: { ...result },
      text: [
        'rule                                       malicious         honest            ratio (95 %)',
        ...rules.map(ruleLine),
        '',
        `${messages.malicious.toLocaleString('en')} malicious and ${messages.benign.toLocaleString('en')} honest messages in ${seconds.toFixed(1)} s`,
        ...setAside.map(({ where, reason }) => `  set aside: ${where}: ${reason}`),
        result.method,
      ],
      status: setAside.length > 0 ? 3 : 0,
    };
  },
};

function ruleLine({ id, malicious, benign, likelihoodRatio, interval95 }: RuleResult): string {
  const share = ({ fired, n }: { readonly fired: number; readonly n: number }): string =>
    `${fired} of ${n}${n === 0 ? '' : ` (${((100 * fired) / n).toFixed(1)} %)`}`;
  const ratio =
    likelihoodRatio === null || interval95 === null
      ? 'none'
      : `${likelihoodRatio.toPrecision(3)} (${interval95[0].toPrecision(2)} to ${interval95[1].toPrecision(2)})`;
  return `${id.padEnd(42)} ${share(malicious).padEnd(17)} ${share(benign).padEnd(17)} ${ratio}`;
}
