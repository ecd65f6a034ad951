import type { EmbeddedTime } from '../email/types';
import { DAY_MS, MINUTE_MS } from './rules/observe';

/** What all clocks of a message together say about the moment at which it was written and sent. */
export interface TimeConsensus {
  /** The median of the clocks. */
  readonly timeMs: number;
  /** The median of their distances from it. */
  readonly spreadMs: number;
  /** How many clocks there are, and how many lie within ten minutes, or within five spreads. */
  readonly clocks: number;
  readonly agreeing: number;
  /** The latest time at which a part of the message came about; undefined where none tells. */
  readonly notBeforeMs: number | undefined;
  /** When the first of its signatures expires. */
  readonly notAfterMs: number | undefined;
  readonly outliers: readonly EmbeddedTime[];
}

const NEAR_MS = 10 * MINUTE_MS;
const SPREADS = 5;

/** Clocks of the author, of the service that the author used, and of the first server that took the message. */
function isSendingClock({ bound, clock, whose }: EmbeddedTime): boolean {
  return bound === 'equality' && clock === 'utc' && (whose === 'author' || whose === 'service');
}

/** Undefined where fewer than two clocks of different places speak. */
export function consensusOfTimes(times: readonly EmbeddedTime[]): TimeConsensus | undefined {
  const hops = times.filter(({ kind }) => kind === 'received');
  const first = hops.at(-1);
  const clocks = onePerPlace([...times.filter(isSendingClock), ...(first === undefined ? [] : [first])]);
  if (clocks.length < 2) {
    return undefined;
  }
  const timeMs = median(clocks.map((each) => each.timeMs));
  const spreadMs = median(clocks.map((each) => Math.abs(each.timeMs - timeMs)));
  const reach = Math.max(NEAR_MS, SPREADS * spreadMs);
  const isNear = (each: EmbeddedTime): boolean =>
    Math.abs(each.timeMs - timeMs) <= reach + each.precisionSeconds * 1000;
  const outliers = clocks.filter((each) => !isNear(each));
  return {
    timeMs,
    spreadMs,
    clocks: clocks.length,
    agreeing: clocks.length - outliers.length,
    notBeforeMs: latest(times.filter(isLowerBound).map((each) => each.timeMs - LOCAL_SLACK[each.clock])),
    notAfterMs: latest(
      times.filter(({ bound, kind }) => bound === 'upper' && kind.endsWith('.expires')).map((each) => -each.timeMs),
      -1,
    ),
    outliers,
  };
}

/** A wall clock of unknown zone may be as much ahead of universal time. */
const LOCAL_SLACK = { utc: 0, local: DAY_MS * (14 / 24) } as const;

/** What the recipient's side adds later, and rule sets of a day's precision, bound the delivery and not the writing. */
function isLowerBound({ bound, whose }: EmbeddedTime): boolean {
  return bound === 'lower' && (whose === 'author' || whose === 'service' || whose === 'content');
}

/** Several numbers of one field are one witness. */
function onePerPlace(times: readonly EmbeddedTime[]): readonly EmbeddedTime[] {
  const seen = new Set<string>();
  return times.filter(({ source, kind }) => {
    const isNew = !seen.has(`${source} ${kind}`);
    seen.add(`${source} ${kind}`);
    return isNew;
  });
}

function latest(values: readonly number[], sign = 1): number | undefined {
  return values.length === 0 ? undefined : sign * Math.max(...values);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : Math.floor((low + high) / 2);
}
