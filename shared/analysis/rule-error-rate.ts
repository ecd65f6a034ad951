import { MEASURED_RULES, MEASURED_SOURCES } from './error-rates';
import type { ErrorRate, Rule, SourceRate } from './rule';

/**
 * The measured error rate of a rule, for the catalogue and beside each finding.
 *
 * A rule that was changed since the measurement has none: a number of an older version would be a wrong number.
 */
export function errorRateOf({ id, version, usesStore }: Pick<Rule, 'id' | 'version' | 'usesStore'>): ErrorRate {
  if (usesStore === true) {
    return { unavailable: 'This rule looks at what a mailbox keeps of a message, which labelled mail does not have.' };
  }
  const measured = MEASURED_RULES.find(({ rule }) => rule === id);
  if (measured === undefined) {
    return { unavailable: 'This rule has not been measured on labelled mail.' };
  }
  const bySource = MEASURED_SOURCES.map(
    ({ source, honest, malicious }, index): SourceRate => ({
      source,
      honest: { n: honest, fired: measured.honest[index] ?? 0 },
      malicious: { n: malicious, fired: measured.malicious[index] ?? 0 },
    }),
  );
  const [control] = bySource;
  if (measured.version !== version || control === undefined) {
    return { unavailable: 'This rule has changed since it was last measured on labelled mail.' };
  }
  return { honest: control.honest, malicious: control.malicious, corpus: control.source, bySource };
}
