import type { Analysis } from '../analysis/analysis';
import { zoneOfDate } from '../analysis/times/zone-of-date';
import type { EmbeddedTime } from '../email/types';

/** How far one hidden time lies from what it should agree with. */
export interface ClockDistance {
  readonly kind: string;
  /** The Date field, or the dates of the hops: a number that a server gave belongs to its hop. */
  readonly against: 'date' | 'hop';
  /** Seconds, precision taken off; positive whichever is the later. */
  readonly awaySeconds: number;
}

export interface ComparedTime extends ClockDistance {
  readonly time: EmbeddedTime;
  /** Positive where the hidden time is the later one. */
  readonly distanceMs: number;
}

/** Google's servers stand on Pacific time: seven or eight hours behind. */
const PACIFIC_MS = [7, 8].map((hours) => hours * 3_600_000);
const DATES: ReadonlySet<string> = new Set(['date', 'received', 'mailbox.from-line']);
const ANSWERED: ReadonlySet<string> = new Set(['in-reply-to', 'references']);
/** As a source: a number in such a field. As a kind: the field's own date. */
const HOP_FIELDS: ReadonlySet<string> = new Set(['received', 'x-received']);

/** One distance for each kind; kinds that are dates themselves are left out. */
export function clockDistances(analysis: Analysis): readonly ClockDistance[] {
  return comparedTimes(analysis).map(({ kind, against, awaySeconds }) => ({ kind, against, awaySeconds }));
}

/**
 * Times of the message's own making with their distances, one of each kind.
 *
 * One number stands in several fields or blocks: the last one counts, which of the blocks of a conversation is this
 * message's; of other kinds all are alike. Times of messages that it answers, and wall clocks of unknown zone, are left out.
 */
export function comparedTimes(analysis: Analysis): readonly ComparedTime[] {
  const compared = new Map<string, ComparedTime>();
  for (const time of analysis.times.filter(isOwn).toReversed()) {
    const distanceMs = compared.has(time.kind) ? undefined : distanceOf(time, analysis);
    if (distanceMs !== undefined) {
      const awaySeconds = Math.max(0, Math.abs(distanceMs) / 1000 - time.precisionSeconds);
      const against = isOfHop(time) ? 'hop' : 'date';
      compared.set(time.kind, { kind: time.kind, against, awaySeconds, time, distanceMs });
    }
  }
  return [...compared.values()];
}

function isOwn({ kind, source }: EmbeddedTime): boolean {
  return !ANSWERED.has(source) && !DATES.has(kind);
}

/** Numbers of hops and seals of servers are compared with their own hop, all others with the Date. */
function isOfHop({ whose, source }: EmbeddedTime): boolean {
  return HOP_FIELDS.has(source) || whose === 'relay' || whose === 'recipient';
}

function distanceOf(time: EmbeddedTime, analysis: Analysis): number | undefined {
  return isOfHop(time) ? fromHop(time, analysis) : fromDate(time, analysis);
}

function fromDate(time: EmbeddedTime, { anatomy: { date } }: Analysis): number | undefined {
  if (date?.instantMs === undefined) {
    return undefined;
  }
  // A wall clock is compared with the wall clock that the Date shows; lists and servers write many Dates anew in UTC.
  const zoneMs = time.clock === 'local' ? zoneOfDate(date) : 0;
  return time.clock === 'local' && zoneMs === 0 ? undefined : time.timeMs - date.instantMs - zoneMs;
}

/** The date of the hop that holds the time; else the nearest of all. */
function fromHop(time: EmbeddedTime, { route, times }: Analysis): number | undefined {
  const own = route.find(({ span }) => time.span.start >= span.start && time.span.end <= span.end);
  if (own === undefined) {
    return nearest(times.filter(({ kind }) => HOP_FIELDS.has(kind)).map(({ timeMs }) => time.timeMs - timeMs));
  }
  const distance = own.date?.instantMs === undefined ? undefined : time.timeMs - own.date.instantMs;
  return distance === undefined || time.clock === 'utc' ? distance : nearest(PACIFIC_MS.map((zone) => distance + zone));
}

function nearest(distances: readonly number[]): number | undefined {
  return distances.reduce<number | undefined>(
    (best, each) => (best === undefined || Math.abs(each) < Math.abs(best) ? each : best),
    undefined,
  );
}
