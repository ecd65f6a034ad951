import { readAnatomy } from '../email/anatomy';
import { readRouteWithBoundary } from '../email/route';
import { compareText } from '../text/compare-text';
import { completeSummary } from '../wording/rules';
import type { Analysis, RuleFailure } from './analysis';
import { type CaseContext, NO_CONTEXT } from './case-context';
import { RULES } from './registry';
import type { Finding, Observation, Rule, RuleInput } from './rule';
import { readTimes } from './times';

/** One rule may not crowd out the others in a message that was made to do so. */
const MAX_FINDINGS_PER_RULE = 50;

/**
 * Everything that the bytes of one message say, and what they say in the light of the case: pure and deterministic,
 * without clock, network or disk.
 */
export function analyse(bytes: Uint8Array, context: CaseContext = NO_CONTEXT): Analysis {
  const anatomy = readAnatomy(bytes);
  const { hops: route, boundary } = readRouteWithBoundary(anatomy, context.trustedHops);
  const times = readTimes(bytes, anatomy, route);
  const { findings, failures } = applyRules(RULES, { bytes, anatomy, route, boundary, times, context });
  return { anatomy, route, boundary, times, findings, failures };
}

/** Applies rules to one message. A rule that throws loses its own findings and is named; the others go on. */
export function applyRules(
  rules: readonly Rule[],
  facts: Omit<RuleInput, 'context'> & { readonly context?: CaseContext },
): { readonly findings: readonly Finding[]; readonly failures: readonly RuleFailure[] } {
  const input = { ...facts, context: facts.context ?? NO_CONTEXT };
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  for (const rule of rules) {
    try {
      const observations = rule.look(input);
      // Nearly every rule sees nothing in nearly every message.
      if (observations.length > 0) {
        const found = observations.slice(0, MAX_FINDINGS_PER_RULE).map((observation) => toFinding(rule, observation));
        findings.push(...found);
      }
    } catch (error) {
      failures.push({ rule: rule.id, reason: error instanceof Error ? error.message : 'unknown' });
    }
  }
  return { findings: findings.sort(compareFindings), failures };
}

function toFinding(rule: Rule, { severity, spans, values }: Observation): Finding {
  return {
    rule: rule.id,
    ruleVersion: rule.version,
    severity: severity ?? rule.severity,
    spans,
    summary: completeSummary(rule.summary, values),
  };
}

/** By the first span, then by rule: the same findings always stand in the same order. */
export function compareFindings(a: Finding, b: Finding): number {
  const [first, second] = [a.spans[0], b.spans[0]];
  const byPlace = (first?.start ?? 0) - (second?.start ?? 0) || (first?.end ?? 0) - (second?.end ?? 0);
  return byPlace || compareText(a.rule, b.rule) || compareText(a.summary, b.summary);
}
