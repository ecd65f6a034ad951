import type { RuleChange } from '../../engine/catalogue/rule-set-change';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, requiredPositional } from '../words';

export const compareRules: Verb = {
  usage: 'DIR',
  options: {},
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const change = await withCase(call, dir, 'write-or-read', (session) => session.catalogue.ruleSetChange());
    return {
      json: { ...change },
      text: [
        change.recorded === change.current
          ? `Rule set ${change.current}. No findings of another rule set are kept beside.`
          : `Analysed before with rule set ${change.recorded}, now with ${change.current}.`,
        ...change.rules.map(changeLine),
        ...change.added.map(({ ref, rule, severity }) => `  new   ${ref}  ${severity}  ${rule}`),
        ...change.gone.map(({ ref, rule, severity }) => `  gone  ${ref}  ${severity}  ${rule}`),
      ],
    };
  },
};

function changeLine({ rule, recordedVersion, currentVersion, added, gone }: RuleChange): string {
  const version = (value: number | null): string => (value === null ? 'no finding' : `version ${value}`);
  return `${rule.padEnd(42)} ${version(recordedVersion)} to ${version(currentVersion)}: ${added} messages more, ${gone} fewer`;
}
