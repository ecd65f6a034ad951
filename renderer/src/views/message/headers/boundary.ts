import type { HopView } from '../../../../../shared/contract/model';

/**
 * The first byte that the sender could have written: after the last Received field of a trusted host.
 *
 * Fields that stand between trusted hops were added by them; with no trusted hop everything is a claim.
 */
export function boundaryOf(route: readonly HopView[]): number {
  return route.filter((hop) => hop.trusted).reduce((furthest, hop) => Math.max(furthest, hop.end), 0);
}
