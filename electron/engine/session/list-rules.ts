import { RULES } from '../../../shared/analysis/registry';
import type { ErrorRate, Rule } from '../../../shared/analysis/rule';
import { errorRateOf } from '../../../shared/analysis/rule-error-rate';
import type { RuleView } from '../../../shared/contract/rule-view';
import { errorRateSentence } from '../../../shared/wording/error-rate';

/** The rule catalogue: what each rule means, its innocent causes, and how often it was measured to fire. */
export function listRules(): readonly RuleView[] {
  return RULES.map(ruleView);
}

function ruleView(rule: Rule): RuleView {
  const { id, version, family, severity, title, explanation, innocent, settle, reference } = rule;
  const rate = errorRateOf(rule);
  return {
    id,
    version,
    family,
    severity,
    title,
    explanation,
    innocent: [...innocent],
    settle,
    reference,
    errorRate: contractRate(rate),
    errorRateText: errorRateSentence(rate),
  };
}

function contractRate(rate: ErrorRate): RuleView['errorRate'] {
  return 'unavailable' in rate
    ? { unavailable: rate.unavailable }
    : { honest: { ...rate.honest }, malicious: { ...rate.malicious }, corpus: rate.corpus };
}
