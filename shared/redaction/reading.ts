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

/**
 * The reading with each match replaced; every unit of a replacement stands for the whole match.
 *
 * @param pattern global; must not match the empty text
 * @param replace undefined leaves the match as it is
 * @returns the same object when nothing was replaced
 */
export function substitute(
  reading: Reading,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string | undefined,
): Reading {
  const { text } = reading;
  const swaps: Swap[] = [];
  for (const match of text.matchAll(pattern)) {
    const replacement = replace(match);
    if (replacement !== undefined && replacement !== match[0]) {
      swaps.push({ start: match.index, end: match.index + match[0].length, text: replacement });
    }
  }
  return swaps.length === 0 ? reading : { text: applySwaps(text, swaps), places: placesAfter(reading, swaps) };
}

/** A piece of a text and what stands there instead. */
export interface Swap {
  readonly start: number;
  readonly end: number;
  readonly text: string;
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
  let [at, done] = [0, 0];
  const keepUpTo = (end: number): void => {
    for (; done < end; done += 1, at += 1) {
      starts[at] = reading.places?.starts[done] ?? done;
      ends[at] = reading.places?.ends[done] ?? done + 1;
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
