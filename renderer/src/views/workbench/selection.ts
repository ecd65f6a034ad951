/** Choosing messages for an act: pure functions over sets of message numbers. */

/** What a message list can hold chosen at once: the contract takes no more in one act. */
export const SELECTION_LIMIT = 10_000;

export function toggled(selection: ReadonlySet<string>, ref: string): ReadonlySet<string> {
  const next = new Set(selection);
  if (!next.delete(ref)) {
    next.add(ref);
  }
  return next;
}

/** Adds messages up to the limit; what was chosen before stays. */
export function extended(selection: ReadonlySet<string>, refs: readonly string[]): ReadonlySet<string> {
  return new Set([...selection, ...refs].slice(0, SELECTION_LIMIT));
}

/** First and last row of a range, whichever way it was drawn. */
export function rangeBetween(anchor: number, active: number): { readonly first: number; readonly last: number } {
  return { first: Math.min(anchor, active), last: Math.max(anchor, active) };
}

/** The row that a key leads to; undefined for keys that do not move. */
export function indexAfter(key: string, at: number, count: number, page: number): number | undefined {
  if (count === 0) {
    return undefined;
  }
  const within = (index: number): number => Math.max(0, Math.min(count - 1, index));
  switch (key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return within(at + 1);
    case 'ArrowUp':
    case 'k':
    case 'K':
      return within(at - 1);
    case 'PageDown':
      return within(at + page);
    case 'PageUp':
      return within(at - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
