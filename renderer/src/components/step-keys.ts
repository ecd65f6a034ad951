/** Where a key leads in a list of `count`, around its ends; undefined for keys that do not move. `at` is -1 for nowhere. */
export function stepAfter(key: string, at: number, count: number): number | undefined {
  if (count === 0) {
    return undefined;
  }
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return at <= 0 ? count - 1 : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** The same for a list below a text field, whose own keys Home and End are. */
export function stepByArrow(key: string, at: number, count: number): number | undefined {
  return key === 'ArrowDown' || key === 'ArrowUp' ? stepAfter(key, at, count) : undefined;
}

/** Where an element stands among others; -1 where it does not. */
export function indexIn(elements: readonly Element[], element: Element | null): number {
  return element === null ? -1 : elements.indexOf(element);
}
