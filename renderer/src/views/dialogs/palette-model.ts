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
