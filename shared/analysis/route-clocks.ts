import { organisationOf } from '../email/organisation';
import type { Hop } from '../email/types';
import type { HostClock } from './case-context';

/**
 * Clocks that ran behind, told from the delays of all messages of a case.
 *
 * A message cannot arrive before it was sent, so a host whose lines are again and again earlier than the lines below
 * them has a clock that is behind (or the one below is ahead). Only hosts of the receiving side are looked at: whatever
 * stands below the trust boundary can have been written to look like a wrong clock. Where the line below is such a
 * claim, at least three organisations must show the same, and it never explains more than an hour.
 */

/** One hand-over to a host of the receiving side. */
export interface HopDelay {
  /** The host that wrote the upper line, in lower case. */
  readonly host: string;
  /** Organisation of the host that wrote the line below. */
  readonly neighbour: string;
  /** Whether the line below is the receiving side's as well. */
  readonly own: boolean;
  /** Month of the upper line: months since the year 0. */
  readonly month: number;
  /** Upper time less lower time, whole seconds. */
  readonly seconds: number;
}

const mostHostLength = 255;
/** A day and a half: what lies outside of it is no clock that somebody kept running. */
const mostSeconds = 36 * 3600;

/**
 * The hand-overs of one message that tell something about clocks.
 *
 * @param trustedHops how many hops are the receiving side's by the fields themselves: an examiner's boundary is left
 *   out, so that the clocks of a case do not depend on the order of acts
 */
export function hopDelays(route: readonly Hop[], trustedHops: number): readonly HopDelay[] {
  return route.flatMap((hop, index) => {
    const lower = route[index + 1];
    const { instantMs } = hop.date ?? {};
    const isUsable = index < trustedHops && hop.by !== '' && hop.by.length <= mostHostLength && lower !== undefined;
    if (!isUsable || instantMs === undefined || hop.delaySeconds === undefined) return [];
    const seconds = Math.round(hop.delaySeconds);
    if (Math.abs(seconds) > mostSeconds) return [];
    const neighbour = lower.by || lower.from;
    return [
      {
        host: hop.by.toLowerCase(),
        neighbour: organisationOf(neighbour) || neighbour.toLowerCase().slice(0, mostHostLength),
        own: index + 1 < trustedHops,
        month: monthOf(instantMs),
        seconds,
      },
    ];
  });
}

/** How often a host showed each delay beside one neighbour in one month. */
export interface DelayCounts extends Omit<HopDelay, 'seconds'> {
  readonly counts: ReadonlyMap<number, number>;
}

const leastMessages = 4;
const leastOfOthers = 6;
const leastNeighbours = 3;
const leastSeconds = 5;

/** The clocks that were wrong, by host and month. Same counts, in whatever order: same clocks. */
export function estimateClocks(rows: Iterable<DelayCounts>): readonly HostClock[] {
  const groups = new Map<string, DelayCounts[]>();
  for (const row of rows) {
    const key = `${row.own ? 1 : 0} ${row.month} ${row.host}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.keys()].toSorted().flatMap((key) => estimateOne(groups.get(key) ?? []));
}

function estimateOne(rows: readonly DelayCounts[]): readonly HostClock[] {
  const [first] = rows;
  if (first === undefined) return [];
  const counts = new Map<number, number>();
  for (const row of rows) for (const [seconds, n] of row.counts) counts.set(seconds, (counts.get(seconds) ?? 0) + n);
  const total = sum(counts.values());
  const neighbours = new Set(rows.map(({ neighbour }) => neighbour)).size;
  if (total < (first.own ? leastMessages : leastOfOthers) || (!first.own && neighbours < leastNeighbours)) return [];
  const offset = medianOf(counts);
  const spread = medianOf(distances(counts, offset));
  if (offset > -leastSeconds || spread > Math.max(30, Math.abs(offset) / 4)) return [];
  const clock = {
    host: first.host,
    fromMs: monthStartMs(first.month),
    toMs: monthStartMs(first.month + 1),
    offsetSeconds: offset,
    spreadSeconds: spread,
    own: first.own,
  };
  const near = [...counts].filter(([seconds]) => isNear(clock, seconds));
  return [{ ...clock, messages: sum(near.map(([, n]) => n)) }];
}

function isNear({ offsetSeconds, spreadSeconds }: Pick<HostClock, 'offsetSeconds' | 'spreadSeconds'>, seconds: number) {
  return Math.abs(seconds - offsetSeconds) <= Math.max(30, 3 * spreadSeconds);
}

/** A negative delay that a claim beside a right clock can explain at most. */
const mostByOthers = 3600;

/**
 * The clock that explains why a hop shows an earlier time than the one below it; undefined where none does.
 *
 * The message itself is one of those that were counted, so at least three others have to show the same.
 */
export function clockBehind(clocks: readonly HostClock[], hop: Hop): HostClock | undefined {
  const { instantMs } = hop.date ?? {};
  const seconds = hop.delaySeconds;
  if (clocks.length === 0 || instantMs === undefined || seconds === undefined || seconds >= 0) return undefined;
  const host = hop.by.toLowerCase();
  return clocks.find(
    (clock) =>
      clock.host === host &&
      instantMs >= clock.fromMs &&
      instantMs < clock.toMs &&
      clock.messages >= leastMessages &&
      (clock.own || seconds > -mostByOthers) &&
      hop.trusted &&
      isNear(clock, seconds),
  );
}

function medianOf(counts: ReadonlyMap<number, number>): number {
  const half = sum(counts.values()) / 2;
  let below = 0;
  for (const [value, n] of [...counts].toSorted(([a], [b]) => a - b)) {
    below += n;
    if (below >= half) return value;
  }
  return 0;
}

function distances(counts: ReadonlyMap<number, number>, from: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [value, n] of counts) {
    const distance = Math.abs(value - from);
    found.set(distance, (found.get(distance) ?? 0) + n);
  }
  return found;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function monthOf(instantMs: number): number {
  const date = new Date(instantMs);
  return Number.isNaN(date.getTime()) ? 0 : date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function monthStartMs(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1);
}
