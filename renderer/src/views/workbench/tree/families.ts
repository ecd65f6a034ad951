import type { CaseState } from '../../../../../shared/contract/requests';

export type RuleEntry = CaseState['rules'][number];

export interface Family {
  /** What the ids of its rules begin with, such as `received`. */
  readonly name: string;
  readonly rules: readonly RuleEntry[];
}

/** More rules than this are grouped by family. */
const FLAT_RULES = 40;

/** Rules by family, in the order of each family's most severe rule; null where a flat list is short enough. */
export function familiesOf(rules: readonly RuleEntry[]): readonly Family[] | null {
  if (rules.length <= FLAT_RULES) {
    return null;
  }
  const families = new Map<string, RuleEntry[]>();
  for (const rule of rules) {
    const name = rule.rule.slice(0, Math.max(0, rule.rule.indexOf('.'))) || rule.rule;
    const known = families.get(name);
    if (known === undefined) {
      families.set(name, [rule]);
    } else {
      known.push(rule);
    }
  }
  return [...families].map(([name, members]) => ({ name, rules: members }));
}
