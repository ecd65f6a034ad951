import { RULES } from '../../../shared/analysis/registry';
import type { Finding, Rule } from '../../../shared/analysis/rule';
import { errorRateOf } from '../../../shared/analysis/rule-error-rate';
import type { FindingView } from '../../../shared/contract/model';
import { errorRateSentence } from '../../../shared/wording/error-rate';
import type { CaseView } from '../case/case-view';
import { assessmentOf } from '../case/selectors';

const RULE_BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

/** A finding with its rule's texts and the examiner's decision on it. */
export function findingView(view: CaseView, ref: string, finding: Finding): FindingView {
  const rule = RULE_BY_ID.get(finding.rule);
  return {
    ref,
    rule: finding.rule,
    ruleVersion: finding.ruleVersion,
    severity: finding.severity,
    spans: finding.spans.map(({ start, end }) => ({ start, end })),
    title: rule?.title ?? finding.rule,
    summary: finding.summary,
    explanation: rule?.explanation ?? '',
    innocent: [...(rule?.innocent ?? [])],
    settle: rule?.settle ?? '',
    reference: rule?.reference ?? '',
    errorRate: rule === undefined ? '' : errorRateSentence(errorRateOf(rule)),
    assessment: assessmentOf(view, ref, finding.rule),
  };
}
