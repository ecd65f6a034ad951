import { fieldsNamed } from './anatomy';
import { MAX_HOPS, readHop } from './received';
import { proposeBoundary } from './trust-boundary';
import type { Anatomy, Boundary, Hop } from './types';

/**
 * The way of a message by its Received fields, in the order in which they stand: each server puts its own on top
 * (RFC 5321 section 4.4), so that the order of the lines, and never their times, is the order of the hops.
 */

/** The hops, and how far down the receiving side is thought to have written them. */
export interface Route {
  readonly hops: readonly Hop[];
  readonly boundary: Boundary;
}

/**
 * Reads all hops with the delays between them and the trust boundary.
 *
 * @param trustedHops how many hops, from the top, are the receiving side's; null: as proposed from the fields
 */
export function readRouteWithBoundary({ fields }: Pick<Anatomy, 'fields'>, trustedHops: number | null = null): Route {
  const hops = fieldsNamed({ fields }, 'received').slice(0, MAX_HOPS).map(readHop);
  const proposal = proposeBoundary(fields, hops);
  const boundary = { ...proposal, trustedHops: Math.min(trustedHops ?? proposal.proposed, hops.length) };
  return {
    hops: hops.map((hop, index) => ({
      ...hop,
      delaySeconds: delayBetween(hops[index + 1], hop),
      trusted: index < boundary.trustedHops,
    })),
    boundary,
  };
}

/** The hops alone. */
export function readRoute(anatomy: Pick<Anatomy, 'fields'>, trustedHops: number | null = null): readonly Hop[] {
  return readRouteWithBoundary(anatomy, trustedHops).hops;
}

/** Google's own lines of hops inside of its systems, written as Received fields are; no steps of the route. */
export function googleHops(anatomy: Pick<Anatomy, 'fields'>): readonly Hop[] {
  return fieldsNamed(anatomy, 'x-received').slice(0, MAX_GOOGLE_HOPS).map(readHop);
}

const MAX_GOOGLE_HOPS = 50;

function delayBetween(earlier: Hop | undefined, later: Hop): number | undefined {
  const start = earlier?.date?.instantMs;
  const end = later.date?.instantMs;
  return start === undefined || end === undefined ? undefined : (end - start) / 1000;
}
