import type { Span } from '../../email/types';
import type { Observation, Severity } from '../rule';

/** One observation as the only one of its rule, or none. */
export function observed(
  span: Span,
  values: Observation['values'] = {},
  severity?: Severity,
  further: readonly Span[] = [],
): readonly [Observation] {
  const spans = [span, ...further] as const;
  return [severity === undefined ? { spans, values } : { spans, values, severity }];
}

export const NOTHING: readonly Observation[] = [];

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Of clocks that disagree: what a zone can explain counts less than what is further apart than a day. */
export function gradeOfDistance(distanceMs: number): Severity {
  return distanceMs > DAY_MS ? 'medium' : 'low';
}
