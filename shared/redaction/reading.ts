/** A reading of a text: what a program that undoes an encoding would see, each unit with the place that it came from. */

export interface Reading {
  readonly text: string;
  /** Start and end of what unit i of the text stands for, in the text that was read first; undefined: i and i + 1. */
  readonly places: Places | undefined;
}

interface Places {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** A reading whose places are worked out when somebody asks: in most readings nothing is found. */
class LazyReading implements Reading {
  readonly text: string;
  readonly #workOut: () => Places;
  #places: Places | undefined;

  constructor(text: string, workOut: () => Places) {
    this.text = text;
    this.#workOut = workOut;
  }

  get places(): Places {
    this.#places ??= this.#workOut();
    return this.#places;
  }
}

export function plainReading(text: string): Reading {
  return { text, places: undefined };
}

/** Where units `start` to `end` (exclusive, not empty) of a reading come from. */
export function placeIn({ places }: Reading, start: number, end: number): { start: number; end: number } {
  return places === undefined
    ? { start, end }
    : { start: places.starts[start] ?? 0, end: places.ends[end - 1] ?? places.ends.at(-1) ?? 0 };
}

/** Whether something that this reading left out stood between unit `at - 1` and unit `at`. */
export function isGap({ places }: Reading, at: number): boolean {
  return places !== undefined && (places.starts[at] ?? 0) > (places.ends[at - 1] ?? 0);
}

/** Another text of the same length for the same places. */
export function withText(reading: Reading, text: string): Reading {
  return {
    text,
    get places() {
      return reading.places;
    },
  };
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

/**
 * The same, but only what stands near the replacements: the rest is as it was in the reading given, and has been searched
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
    : new LazyReading(applySwaps(reading.text, swaps), () => placesAfter(reading, swaps));
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
  const text = runs.map((run) => `${run.text}\n`).join('');
  return new LazyReading(text, () => placesOfRuns(reading, runs, text.length));
}

function placesOfRuns(reading: Reading, runs: readonly Swap[], length: number): Places {
  const [starts, ends] = [new Int32Array(length), new Int32Array(length)];
  let at = 0;
  for (const run of runs) {
    const place = placeIn(reading, run.start, run.end);
    starts.fill(place.start, at, at + run.text.length + 1);
    ends.fill(place.end, at, at + run.text.length + 1);
    at += run.text.length + 1;
  }
  return { starts, ends };
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

function placesAfter(reading: Reading, swaps: readonly Swap[]): Places {
  const grown = swaps.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
  const length = reading.text.length + grown;
  const [starts, ends] = [new Int32Array(length), new Int32Array(length)];
  const known = reading.places;
  let [at, done] = [0, 0];
  const keepUpTo = (end: number): void => {
    for (; done < end; done += 1, at += 1) {
      starts[at] = known?.starts[done] ?? done;
      ends[at] = known?.ends[done] ?? done + 1;
    }
  };
  for (const swap of swaps) {
    keepUpTo(swap.start);
    const place = placeIn(reading, swap.start, swap.end);
    starts.fill(place.start, at, at + swap.text.length);
    ends.fill(place.end, at, at + swap.text.length);
    at += swap.text.length;
    done = swap.end;
  }
  keepUpTo(reading.text.length);
  return { starts, ends };
}
