import type { Span } from '../email/types';

/** Bytes of the original and those that stand in their place. */
export interface Segment {
  readonly from: Span;
  readonly to: Span;
}

/**
 * Where spans of the original lie in the derivative.
 *
 * Inside of a segment that kept its length offsets keep their distance; in one that did not, the whole segment stands for
 * what lay in it.
 */
export class SpanMap {
  readonly #segments: readonly Segment[];
  readonly #length: number;

  /** @param length bytes of the derivative */
  constructor(segments: readonly Segment[], length: number) {
    this.#segments = segments
      .filter(({ from }) => from.end > from.start)
      .toSorted((a, b) => a.from.start - b.from.start);
    this.#length = length;
  }

  map({ start, end }: Span): Span {
    const from = this.#place(start, false);
    return { start: from, end: Math.max(from, end > start ? this.#place(end - 1, true) : from) };
  }

  /** The offset of a byte, or of what follows it. */
  #place(offset: number, isLast: boolean): number {
    const segment = this.#segments[this.#indexOf(offset)];
    if (segment === undefined) {
      return this.#length;
    }
    const { from, to } = segment;
    if (offset < from.start) {
      return to.start;
    }
    const isExact = from.end - from.start === to.end - to.start;
    return isExact ? to.start + offset - from.start + (isLast ? 1 : 0) : isLast ? to.end : to.start;
  }

  /** The first segment that ends after the offset. */
  #indexOf(offset: number): number {
    let [low, high] = [0, this.#segments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#segments[middle]?.from.end ?? 0) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
