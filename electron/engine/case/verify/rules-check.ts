import type { Check } from '../../../../shared/contract/outcomes';
import { hasRules, rulesBroken } from '../../../../shared/packet-format/case-rules';
import { ruleWords } from '../../../../shared/wording/case-rules';
import type { CaseSnapshot } from './case-snapshot';
import { checkResult } from './check-result';

/** That every entry kept to the roles, to the rule of two people and to that of undoing; nothing where the case has neither of the first two. */
export function checkRulesKept({ lines }: CaseSnapshot): readonly Check[] {
  const { rules, broken } = rulesBroken(lines.map(({ entry }) => entry));
  if (!hasRules(rules) && broken.length === 0) {
    return [];
  }
  const problems = broken.map(({ seq, why }) => `journal.jsonl: ${ruleWords.broken(seq, why)}`);
  return [checkResult('Roles', problems, ruleWords.kept(rules.roles.length, rules.twoPersons))];
}
