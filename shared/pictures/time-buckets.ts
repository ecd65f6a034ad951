/** Messages over time: days are gathered into bars of days, weeks, months or years, as the span asks. All days are in UTC. */

export type BucketUnit = 'day' | 'week' | 'month' | 'year';

/** One bar: from the first day to before the last one, as `after:` and `before:` of a search take them. */
export interface TimeBucket {
  readonly start: string;
  readonly end: string;
  readonly messages: number;
}

export interface TimeBuckets {
  readonly unit: BucketUnit;
  /** One after the other without gaps; empty where no message has a time. */
  readonly buckets: readonly TimeBucket[];
  /** Messages before the first bar and after the last one: a few far away would leave no room for the others. */
  readonly earlier: number;
  readonly later: number;
}

/** Days since 1970, and how many messages there are on each. */
export type DayCount = readonly [day: number, messages: number];

const DAY_MS = 86_400_000;
const MOST_BARS: Readonly<Record<BucketUnit, number>> = { day: 92, week: 105, month: 121, year: 130 };
/** Share of the messages at either end that may stand aside. */
const ASIDE = 0.01;
/** They do where the others would fill less than this part of the span. */
const CROWDED = 0.25;
/** What four digits can say: before and after, a day cannot be searched for. */
const FIRST_DAY = dayOf('0001-01-01');
const LAST_DAY = dayOf('9999-01-01');

function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** @param days in any order, each once */
export function timeBuckets(days: readonly DayCount[]): TimeBuckets {
  const sorted = days.filter(([, messages]) => messages > 0).toSorted(([one], [other]) => one - other);
  const span = spanOf(sorted);
  if (span === undefined) {
    const total = sorted.reduce((sum, [, messages]) => sum + messages, 0);
    return { unit: 'day', buckets: [], earlier: 0, later: total };
  }
  const { first, last } = span;
  const unit = unitFor(first, last);
  const edges = edgesOf(unit, first, last);
  const counts = new Array<number>(edges.length - 1).fill(0);
  let [earlier, later, at] = [0, 0, 0];
  for (const [day, messages] of sorted) {
    if (day < (edges[0] ?? 0)) {
      earlier += messages;
    } else if (day >= (edges.at(-1) ?? 0)) {
      later += messages;
    } else {
      while (day >= (edges[at + 1] ?? 0)) {
        at += 1;
      }
      counts[at] = (counts[at] ?? 0) + messages;
    }
  }
  const buckets = counts.map((messages, index) => ({
    start: dateOf(edges[index] ?? 0),
    end: dateOf(edges[index + 1] ?? 0),
    messages,
  }));
  return { unit, buckets, earlier, later };
}

/** First and last day of the picture. */
function spanOf(sorted: readonly DayCount[]): { readonly first: number; readonly last: number } | undefined {
  const sayable = sorted.filter(([day]) => day >= FIRST_DAY && day < LAST_DAY);
  const [first, last] = [sayable[0]?.[0], sayable.at(-1)?.[0]];
  if (first === undefined || last === undefined) {
    return undefined;
  }
  const total = sayable.reduce((sum, [, messages]) => sum + messages, 0);
  const inner = { first: dayAfter(sayable, total * ASIDE), last: dayAfter(sayable.toReversed(), total * ASIDE) };
  const isCrowded = inner.last - inner.first + 1 < (last - first + 1) * CROWDED;
  const span = isCrowded ? inner : { first, last };
  return { first: Math.max(span.first, span.last - MOST_BARS.year * 365), last: span.last };
}

/** The first day, in the order given, with which more messages than `share` are passed. */
function dayAfter(days: readonly DayCount[], share: number): number {
  let passed = 0;
  for (const [day, messages] of days) {
    passed += messages;
    if (passed > share) {
      return day;
    }
  }
  return days.at(-1)?.[0] ?? 0;
}

function unitFor(first: number, last: number): BucketUnit {
  const days = last - first + 1;
  const bars: Readonly<Record<BucketUnit, number>> = {
    day: days,
    week: days / 7 + 1,
    month: days / 30.4 + 1,
    year: days / 365,
  };
  return (['day', 'week', 'month'] as const).find((unit) => bars[unit] <= MOST_BARS[unit]) ?? 'year';
}

/** The days on which bars begin, and the one on which the last bar ends. */
function edgesOf(unit: BucketUnit, first: number, last: number): readonly number[] {
  const edges = [startOf(unit, first)];
  for (let next = edges[0] ?? first; next <= last; ) {
    next = startOf(unit, next + STEP_DAYS[unit]);
    edges.push(next);
  }
  return edges;
}

/** Enough to reach the next bar from the beginning of one, and never the one after it. */
const STEP_DAYS: Readonly<Record<BucketUnit, number>> = { day: 1, week: 7, month: 31, year: 366 };

function startOf(unit: BucketUnit, day: number): number {
  const at = new Date(day * DAY_MS);
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return day - ((at.getUTCDay() + 6) % 7);
    case 'month':
      at.setUTCDate(1);
      break;
    case 'year':
      at.setUTCMonth(0, 1);
      break;
  }
  return at.getTime() / DAY_MS;
}
