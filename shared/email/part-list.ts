import type { MimePart } from './types';

/** A part with how deep it lies; 0 for the message itself. */
export interface ListedPart {
  readonly part: MimePart;
  readonly depth: number;
}

/** All parts of a tree, each before those that it holds. Bounded by the tree, whatever its depth. */
export function listParts(root: MimePart): readonly ListedPart[] {
  const listed: ListedPart[] = [];
  const waiting: ListedPart[] = [{ part: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { part, depth } = next;
    listed.push(next);
    waiting.push(...part.parts.toReversed().map((inner) => ({ part: inner, depth: depth + 1 })));
  }
  return listed;
}

/** The innermost part whose bytes hold an offset; the root for what lies outside of all others. */
export function partAt(root: MimePart, offset: number): MimePart {
  let part = root;
  for (;;) {
    const inner = childAt(part.parts, offset);
    if (inner === undefined) return part;
    part = inner;
  }
}

/** Parts follow one another: binary search for the last one that begins at or before the offset. */
function childAt(parts: readonly MimePart[], offset: number): MimePart | undefined {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = parts[low - 1];
  return found !== undefined && offset < found.span.end ? found : undefined;
}
