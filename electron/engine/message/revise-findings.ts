import { applyRules } from '../../../shared/analysis/analyse';
import { CASE_RULES } from '../../../shared/analysis/registry';
import type { Finding } from '../../../shared/analysis/rule';
import { readHeaderAnatomy } from '../../../shared/email/anatomy';
import { readRouteWithBoundary } from '../../../shared/email/route';
import type { AnalyseTask } from './analysed-message';
import { LIMITS } from './limits';
import { eachPlace } from './read-place';

/** What the rules that look at the case find in one message. */
export interface RevisedFindings {
  readonly findings: readonly Finding[];
}

/** Applies only the rules that look at the case, which need the header alone: for when the case knows something new. */
export function reviseFindings({ places, context }: AnalyseTask): readonly RevisedFindings[] {
  const revised: RevisedFindings[] = [];
  eachPlace(places, LIMITS.messageBytes, (bytes, place) => {
    const own = { ...context, trustedHops: place.trustedHops ?? null };
    const anatomy = readHeaderAnatomy(bytes);
    const { hops: route, boundary } = readRouteWithBoundary(anatomy, own.trustedHops);
    const { findings } = applyRules(CASE_RULES, { bytes, anatomy, route, boundary, times: [], context: own });
    revised.push({ findings });
  });
  return revised;
}
