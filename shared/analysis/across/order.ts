import { DAY_MS } from '../rules/observe';
import { compareContent, type Member } from './member';

/** Messages that were numbered one after the other, against the times that they tell. */

export interface Numbered {
  readonly member: Member;
  readonly number: number;
  /** The earliest and the latest time that the message tells of itself: its Date and its receipt. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Stands among others that are in order, and lies before or after them in time. */
export interface OutOfOrder {
  readonly odd: Numbered;
  /** The nearest in number whose time contradicts it. */
  readonly against: Numbered;
  /** Milliseconds by which it lies on the wrong side, whichever of the times is taken. */
  readonly gapMs: number;
}

/** Moderators let messages wait, and mail is fetched later: in honest mail the times of neighbours cross by 14 hours at most. */
const TOLERANCE_MS = DAY_MS;
/** As many have to be in order, and as few out of it, that the counter can be relied upon. */
const LEAST_IN_ORDER = 5;
const MOST_OUT_OF_ORDER = 0.2;
/** One message that contradicts another could be the wrong one itself. */
const LEAST_AGAINST = 2;

/** None where the numbers do not rise with time as a whole: the counter was set back, or is none. */
export function outOfOrder(messages: readonly Numbered[]): readonly OutOfOrder[] {
  const sorted = [...messages].sort(
    (a, b) => a.number - b.number || a.lastMs - b.lastMs || compareContent(a.member, b.member, ['message-id', 'body']),
  );
  const inOrder = longestRising(sorted);
  if (inOrder.length < LEAST_IN_ORDER || sorted.length - inOrder.length > MOST_OUT_OF_ORDER * sorted.length) return [];
  const isInOrder = new Set(inOrder);
  return sorted.flatMap((odd) => (isInOrder.has(odd) ? [] : contradiction(odd, inOrder)));
}

function contradiction(odd: Numbered, inOrder: readonly Numbered[]): readonly OutOfOrder[] {
  const place = inOrder.findIndex(({ number }) => number >= odd.number);
  const from = place === -1 ? inOrder.length : place;
  const below = nearest(inOrder, from - 1, -1, (one) => gapOf(odd, one));
  if (below !== undefined) return [{ odd, ...below }];
  const above = nearest(inOrder, from, 1, (one) => (one.number === odd.number ? 0 : gapOf(one, odd)));
  return above === undefined ? [] : [{ odd, ...above }];
}

/** By how much a message lies before another one that has a lower number, whichever of their times are taken. */
function gapOf(higher: Numbered, lower: Numbered): number {
  return lower.firstMs - higher.lastMs;
}

/** The nearest in number that contradicts, where as many do as are asked for. */
function nearest(
  inOrder: readonly Numbered[],
  from: number,
  step: 1 | -1,
  gap: (one: Numbered) => number,
): Pick<OutOfOrder, 'against' | 'gapMs'> | undefined {
  const found: Numbered[] = [];
  for (let at = from; found.length < LEAST_AGAINST; at += step) {
    const one = inOrder[at];
    if (one === undefined) return undefined;
    if (gap(one) > TOLERANCE_MS) found.push(one);
  }
  const [against] = found;
  return against === undefined ? undefined : { against, gapMs: gap(against) };
}

/** The longest row of messages whose latest times never fall (patience sorting). */
function longestRising(sorted: readonly Numbered[]): readonly Numbered[] {
  /** Of each length the row whose end is earliest: the number of its last message. */
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const [index, { lastMs }] of sorted.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[ends[middle] ?? 0]?.lastMs ?? 0) <= lastMs) low = middle + 1;
      else high = middle;
    }
    previous.set(index, low === 0 ? undefined : ends[low - 1]);
    ends[low] = index;
  }
  const row: Numbered[] = [];
  for (let at = ends.at(-1); at !== undefined; at = previous.get(at)) {
    const message = sorted[at];
    if (message !== undefined) row.push(message);
  }
  return row.reverse();
}
