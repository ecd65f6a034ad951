/**
 * Clocks of unknown form: in which field, read in which way, words lie within
 * ten minutes of the Date or of a hop of their message more often than chance explains.
 *
 * Chance is measured on the same messages: how often the words of a field lie near the instants of the other messages. What
 * is the same in all messages, and messages that were all sent within the hour, therefore tell of no clock.
 */
import { compareText } from '../../text/compare-text';
import type { HeaderClocks } from './header-clocks';

const NEAR_MS = 600_000;
/** One in a thousand that any of all that was tried is told of by chance. */
const PROBABILITY_MAX = 1e-3;

/** A field and the way to read its words. */
export interface FoundClock {
  readonly field: string;
  readonly encoding: string;
  /** Messages with a word of that shape in the field. */
  readonly messages: number;
  /** Those of them in which such a word lies near one of the message's own instants. */
  readonly near: number;
  /** How many would be near by chance, from the other messages' instants. */
  readonly expected: number;
  /** At most so likely by chance, all that was tried counted. */
  readonly probability: number;
  /** Messages in which a decoder of Chainmail reads the same bytes already. */
  readonly known: number;
  /** The number of the first messages that are near, and the place in their words. */
  readonly examples: readonly { readonly message: number; readonly word: number }[];
}

export interface ClockSearch {
  /** Most likely clocks first. */
  readonly clocks: readonly FoundClock[];
  /** Pairs of field and encoding that were tried. */
  readonly tried: number;
}

/** Smaller ones say no more, and would become nought. */
const PROBABILITY_LEAST = 1e-100;

const EXAMPLES = 3;

/** @param messages at their places, which are their numbers; those without instants count for nothing */
export function findClocks(messages: readonly HeaderClocks[]): ClockSearch {
  const windows = messages.map(({ instants }) => windowsAround(instants));
  const others = new WindowCounts(windows);
  const pairs = pairsOf(messages);
  const clocks = [...pairs.values()]
    .map((pair) => judge(pair, messages, { windows, others, tried: pairs.size }))
    .filter(({ probability }) => probability <= PROBABILITY_MAX)
    .sort(
      (a, b) =>
        a.probability - b.probability ||
        b.near - a.near ||
        compareText(a.field, b.field) ||
        compareText(a.encoding, b.encoding),
    );
  return { clocks, tried: pairs.size };
}

interface Pair {
  readonly field: string;
  readonly encoding: string;
  /** By the message's number, the places of the words. */
  readonly words: Map<number, number[]>;
}

function pairsOf(messages: readonly HeaderClocks[]): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const [message, { instants, words }] of messages.entries()) {
    if (instants.length === 0) continue;
    for (const [word, { field, encoding }] of words.entries()) {
      const name = `${encoding} ${field}`;
      const pair = pairs.get(name) ?? { field, encoding, words: new Map<number, number[]>() };
      const places = pair.words.get(message) ?? [];
      places.push(word);
      pair.words.set(message, places);
      pairs.set(name, pair);
    }
  }
  return pairs;
}

interface Measures {
  readonly windows: readonly (readonly Window[])[];
  readonly others: WindowCounts;
  readonly tried: number;
}

function judge(pair: Pair, messages: readonly HeaderClocks[], { windows, others, tried }: Measures): FoundClock {
  const examples: { message: number; word: number }[] = [];
  let near = 0;
  let known = 0;
  let nearOthers = 0;
  for (const [message, places] of pair.words) {
    const read = messages[message]?.words ?? [];
    const own = windows[message] ?? [];
    const hit = places.find((place) => isIn(own, read[place]?.timeMs));
    if (hit !== undefined) {
      near += 1;
      if (examples.length < EXAMPLES) examples.push({ message, word: hit });
    }
    known += places.some((place) => read[place]?.isKnown === true) ? 1 : 0;
    nearOthers += othersNear([...new Set(places.map((place) => read[place]?.timeMs ?? Number.NaN))], own, others);
  }
  const count = pair.words.size;
  const trials = count * Math.max(0, others.messages - 1);
  // One more hit than was seen: a rate of nothing is not known from few trials.
  const expected = (count * (nearOthers + 1)) / (trials + 1);
  const probability = Math.min(1, Math.max(PROBABILITY_LEAST, tailBound(near, expected) * tried));
  const { field, encoding } = pair;
  return { field, encoding, messages: count, near, expected, probability, known, examples };
}

/** In how many other messages' windows any of the instants lies: counted for each, so never too low. */
function othersNear(times: readonly number[], own: readonly Window[], others: WindowCounts): number {
  const counts = times.map((time) => others.at(time) - (isIn(own, time) ? 1 : 0));
  return Math.min(
    counts.reduce((sum, count) => sum + count, 0),
    Math.max(0, others.messages - 1),
  );
}

/** Chernoff's bound for so many or more of independent events of which `expected` come to pass on average. */
export function tailBound(count: number, expected: number): number {
  return count <= expected ? 1 : Math.exp(count - expected - count * Math.log(count / expected));
}

/** Milliseconds since 1970, both ends included. */
interface Window {
  readonly from: number;
  readonly to: number;
}

/** Apart from each other, in order. */
function windowsAround(instants: readonly number[]): readonly Window[] {
  const windows: { from: number; to: number }[] = [];
  for (const instant of [...instants].sort((a, b) => a - b)) {
    const last = windows.at(-1);
    if (last !== undefined && instant - NEAR_MS <= last.to) {
      last.to = instant + NEAR_MS;
    } else {
      windows.push({ from: instant - NEAR_MS, to: instant + NEAR_MS });
    }
  }
  return windows;
}

function isIn(windows: readonly Window[], time: number | undefined): boolean {
  return time !== undefined && windows.some(({ from, to }) => time >= from && time <= to);
}

/** How many messages have a window over an instant. */
class WindowCounts {
  /** Messages with an instant. */
  readonly messages: number;
  readonly #starts: Float64Array;
  readonly #ends: Float64Array;

  constructor(windows: readonly (readonly Window[])[]) {
    this.messages = windows.filter(({ length }) => length > 0).length;
    this.#starts = Float64Array.from(windows.flat(), ({ from }) => from).sort();
    this.#ends = Float64Array.from(windows.flat(), ({ to }) => to).sort();
  }

  at(time: number): number {
    return countBelow(this.#starts, time, true) - countBelow(this.#ends, time, false);
  }
}

/** How many of the sorted values are less than this one, or not greater. */
function countBelow(sorted: Float64Array, value: number, isIncluded: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = sorted[middle] ?? 0;
    if (at < value || (isIncluded && at === value)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
