import { type CommandName, commandNames } from '../../../../shared/wording/window/commands';

/** Commands whose names hold all typed words, those that begin with the first word before the others. */
export function matching(ids: readonly CommandName[], typed: string): readonly CommandName[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const [first = ''] = words;
  const fits = ids.filter((id) => words.every((word) => commandNames[id].toLowerCase().includes(word)));
  const starts = (id: CommandName): boolean => commandNames[id].toLowerCase().startsWith(first);
  return [...fits.filter(starts), ...fits.filter((id) => !starts(id))];
}

/** The chosen row after a key; undefined for other keys. */
export function rowAfter(key: string, count: number, at: number): number | undefined {
  if (count === 0) {
    return undefined;
  }
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    default:
      return undefined;
  }
}
