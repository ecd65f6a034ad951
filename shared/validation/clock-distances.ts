import type { Analysis } from '../analysis/analysis';
import type { EmbeddedTime } from '../email/types';

/** How far one hidden time lies from what it should agree with. */
export interface ClockDistance {
  readonly kind: string;
  /** The Date field, or the dates of the hops: a number that a server gave belongs to its hop. */
  readonly against: 'date' | 'hop';
  /** Seconds, precision taken off; positive whichever is the later. */
  readonly awaySeconds: number;
}

const HOP_SOURCES: ReadonlySet<string> = new Set(['received', 'x-received']);

/** The first time of each kind against the Date or its hop; kinds that are dates themselves are left out. */
export function clockDistances(analysis: Analysis): readonly ClockDistance[] {
  const seen = new Map<string, ClockDistance>();
  for (const time of analysis.times) {
    if (time.kind === 'date' || time.kind === 'received' || seen.has(time.kind)) continue;
    const isOfHop = HOP_SOURCES.has(time.source) || time.whose === 'relay' || time.whose === 'recipient';
    const away = isOfHop ? fromHop(time, analysis) : fromDate(time, analysis);
    if (away === undefined) continue;
    const awaySeconds = Math.max(0, Math.abs(away) / 1000 - time.precisionSeconds);
    seen.set(time.kind, { kind: time.kind, against: isOfHop ? 'hop' : 'date', awaySeconds });
  }
  return [...seen.values()];
}

function fromDate(time: EmbeddedTime, { anatomy: { date } }: Analysis): number | undefined {
  if (date?.instantMs === undefined) return undefined;
  // A wall clock is compared with the wall clock that the Date shows.
  const zoneMs = time.clock === 'local' ? (date.offsetMinutes ?? 0) * 60_000 : 0;
  return time.timeMs - date.instantMs - zoneMs;
}

/** The date of the hop that holds the time; else the nearest of all. */
function fromHop(time: EmbeddedTime, { route }: Analysis): number | undefined {
  const own = route.find(({ span }) => time.span.start >= span.start && time.span.end <= span.end);
  const hops = own === undefined ? route : [own];
  const distances = hops.flatMap(({ date }) => (date?.instantMs === undefined ? [] : [time.timeMs - date.instantMs]));
  return distances.sort((a, b) => Math.abs(a) - Math.abs(b))[0];
}
