/** A reading of a text: what a program that undoes an encoding would see, each unit with the place that it came from. */

export interface Reading {
  readonly text: string;
  /** Where in the text that was read first the thing begins that unit `at` stands for; 0 beyond the ends of the reading. */
  readonly startOf: (at: number) => number;
  /** Where it ends, exclusive; 0 beyond the ends of the reading. */
  readonly endOf: (at: number) => number;
}

export function plainReading(text: string): Reading {
  const isInside = (at: number): boolean => at >= 0 && at < text.length;
  return { text, startOf: (at) => (isInside(at) ? at : 0), endOf: (at) => (isInside(at) ? at + 1 : 0) };
}

/** Where units `start` to `end` (exclusive, not empty) of a reading come from. */
export function placeIn(reading: Reading, start: number, end: number): { start: number; end: number } {
  return { start: reading.startOf(start), end: reading.endOf(end - 1) };
}

/** Whether something that this reading left out stood between unit `at - 1` and unit `at`. */
export function isGap(reading: Reading, at: number): boolean {
  return reading.startOf(at) > reading.endOf(at - 1);
}

/** Another text of the same length for the same places. */
export function withText({ startOf, endOf }: Reading, text: string): Reading {
  return { text, startOf, endOf };
}

/** A reading made of another one; where its units come from is worked out when somebody asks: in most nothing is found. */
class MadeReading implements Reading {
  readonly text: string;
  readonly #from: Reading;
  readonly #workOut: () => Stretches;
  #stretches: Stretches | undefined;

  constructor(from: Reading, text: string, workOut: () => Stretches) {
    this.#from = from;
    this.text = text;
    this.#workOut = workOut;
  }

  readonly startOf = (at: number): number => {
    const place = this.#placeOf(at);
    return place === undefined ? 0 : this.#from.startOf(place.start);
  };

  readonly endOf = (at: number): number => {
    const place = this.#placeOf(at);
    return place === undefined ? 0 : this.#from.endOf(place.end - 1);
  };

  /** What a unit stands for in the reading that this one was made of. */
  #placeOf(at: number): { readonly start: number; readonly end: number } | undefined {
    if (at < 0 || at >= this.text.length) {
      return undefined;
    }
    this.#stretches ??= this.#workOut();
    const { swaps, starts } = this.#stretches;
    const before = countUpTo(starts, at) - 1;
    const [swap, start] = [swaps[before], starts[before] ?? 0];
    if (swap === undefined) {
      return { start: at, end: at + 1 };
    }
    const beyond = at - start - swap.text.length;
    return beyond < 0 ? swap : { start: swap.end + beyond, end: swap.end + beyond + 1 };
  }
}

/** What was replaced, and where each replacement begins in the text that was made. */
interface Stretches {
  readonly swaps: readonly Swap[];
  readonly starts: Int32Array;
}

/** How many of the numbers, which are in order, are not greater than the limit. */
function countUpTo(numbers: Int32Array, limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

type Replace = (match: RegExpExecArray) => string | undefined;

/**
 * The reading with each match replaced; every unit of a replacement stands for the whole match.
 *
 * @param pattern global; must not match the empty text
 * @param replace undefined leaves the match as it is
 * @returns the same object when nothing was replaced
 */
export function substitute(reading: Reading, pattern: RegExp, replace: Replace): Reading {
  return swapped(reading, swapsIn(reading.text, pattern, replace));
}

/** The reading without what matches. */
export function without(reading: Reading, pattern: RegExp): Reading {
  const text = reading.text.replace(pattern, '');
  return new MadeReading(reading, text, () => stretchesOf(swapsIn(reading.text, pattern, () => '')));
}

/**
 * The same as `substitute`, but only what stands near the replacements: the rest is as it was in the reading given, and has been searched
 * there. So many encodings of a long text cost no more than there is of them.
 */
export function substituteNear(reading: Reading, pattern: RegExp, replace: Replace): Reading {
  const swaps = swapsIn(reading.text, pattern, replace);
  return swapped(reading, swaps.length === 0 ? [] : withoutFarText(reading.text.length, swaps));
}

function swapsIn(text: string, pattern: RegExp, replace: Replace): readonly Swap[] {
  const swaps: Swap[] = [];
  for (const match of text.matchAll(pattern)) {
    const replacement = replace(match);
    if (replacement !== undefined && replacement !== match[0]) {
      swaps.push({ start: match.index, end: match.index + match[0].length, text: replacement });
    }
  }
  return swaps;
}

function swapped(reading: Reading, swaps: readonly Swap[]): Reading {
  return swaps.length === 0
    ? reading
    : new MadeReading(reading, applySwaps(reading.text, swaps), () => stretchesOf(swaps));
}

/** Of replacements with the text between them. */
function stretchesOf(swaps: readonly Swap[]): Stretches {
  let grown = 0;
  const starts = Int32Array.from(swaps, ({ start, end, text }) => {
    const at = start + grown;
    grown += text.length - (end - start);
    return at;
  });
  return { swaps, starts };
}

/** More than any value takes, also where the rest of it is encoded in another way. */
const NEAR = 800;
/** No value reaches over it, and a word that is cut by it is none: letters stand on both sides. */
const FAR_TEXT = 'x\u0001x';

function withoutFarText(length: number, swaps: readonly Swap[]): readonly Swap[] {
  const all: Swap[] = [];
  let near = 0;
  const skipTo = (start: number): void => {
    if (start > near) {
      all.push({ start: near, end: start, text: FAR_TEXT });
    }
  };
  for (const swap of swaps) {
    skipTo(swap.start - NEAR);
    all.push(swap);
    near = swap.end + NEAR;
  }
  skipTo(length);
  return all;
}

/** A piece of a text and what stands there instead. */
export interface Swap {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A reading of some runs alone, a line each; every unit stands for its whole run, its line end too. */
export function joinedRuns(reading: Reading, runs: readonly Swap[]): Reading {
  const lines = runs.map((run) => ({ ...run, text: `${run.text}\n` }));
  return new MadeReading(reading, lines.map(({ text }) => text).join(''), () => {
    let length = 0;
    const starts = Int32Array.from(lines, ({ text }) => {
      length += text.length;
      return length - text.length;
    });
    return { swaps: lines, starts };
  });
}

/** @param swaps in order, without overlaps */
export function applySwaps(text: string, swaps: readonly Swap[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const swap of swaps) {
    pieces.push(text.slice(done, swap.start), swap.text);
    done = swap.end;
  }
  return pieces.join('') + text.slice(done);
}
