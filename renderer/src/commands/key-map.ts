/** Which keys call which command: the commands' own, and what this profile put in their place. Pure; the store is `state/keys.ts`. */
import type { CommandName } from '../../../shared/wording/window/commands';
import { isSingleKey } from './keys';

/** What of a command matters to its keys. */
export interface Keyed {
  readonly id: CommandName;
  readonly keys: readonly string[];
  /** Keys that everybody has to find where they are, such as F6. */
  readonly keysFixed?: boolean;
}

export interface KeyMap {
  /** Keys that were changed; none at all where a command's key was cleared. */
  readonly changed: { readonly [C in CommandName]?: readonly string[] };
  /** Letters, digits and signs by themselves call nothing (WCAG 2.1.4). */
  readonly singleKeysOff: boolean;
}

export const OWN_KEYS: KeyMap = { changed: {}, singleKeysOff: false };

/** Keys of the platform, of fields, lists and dialogs: never those of a command. */
const FIXED: ReadonlySet<string> = new Set([
  ...['Escape', 'Tab', 'Shift+Tab', 'Enter', ' ', 'Shift+ ', 'F6', 'Shift+F6', 'Backspace', 'Delete'],
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].flatMap((key) => [key, `Shift+${key}`, `Ctrl+${key}`]),
  ...['Home', 'End', 'PageUp', 'PageDown'].flatMap((key) => [key, `Shift+${key}`, `Ctrl+${key}`]),
  ...['A', 'C', 'V', 'X', 'Q', '+', '-', '=', '0', 'Shift+C', 'Shift+I', 'Alt+Tab'].map((key) => `Ctrl+${key}`),
  ...['F10', 'F11', 'F12', 'Alt+F4', 'Shift+F10', 'ContextMenu'],
]);

/** Keys of the list and the headers, which they take while they have the focus. */
const OF_PANES: ReadonlySet<string> = new Set(['j', 'k', 'J', 'K', 'x']);

const MODIFIERS: ReadonlySet<string> = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead']);

/** Whether a press is only the holding of a modifier. */
export function isModifier(key: string): boolean {
  return MODIFIERS.has(key);
}

export function isFixedKey(chord: string): boolean {
  return FIXED.has(chord) || OF_PANES.has(chord);
}

/** The keys of a command, whether they work now or not. */
export function keysOf({ changed }: KeyMap, { id, keys }: Keyed): readonly string[] {
  return changed[id] ?? keys;
}

/** The keys that call a command now. */
export function workingKeysOf(map: KeyMap, command: Keyed): readonly string[] {
  const keys = keysOf(map, command);
  return map.singleKeysOff ? keys.filter((chord) => !isSingleKey(chord)) : keys;
}

export function commandOf<C extends Keyed>(map: KeyMap, commands: readonly C[], chord: string): C | undefined {
  return commands.find((command) => workingKeysOf(map, command).includes(chord));
}

/** Why a command cannot have a key; `holder`: the command that has it and would lose it. */
export type KeyConflict =
  | { readonly kind: 'fixed' }
  | { readonly kind: 'held'; readonly holder: CommandName }
  | { readonly kind: 'single-off' };

export function conflictOf(
  map: KeyMap,
  commands: readonly Keyed[],
  id: CommandName,
  chord: string,
): KeyConflict | null {
  if (isFixedKey(chord)) {
    return { kind: 'fixed' };
  }
  if (map.singleKeysOff && isSingleKey(chord)) {
    return { kind: 'single-off' };
  }
  const holder = commands.find((command) => command.id !== id && keysOf(map, command).includes(chord));
  if (holder === undefined) {
    return null;
  }
  return holder.keysFixed === true ? { kind: 'fixed' } : { kind: 'held', holder: holder.id };
}

/** Gives a command a key in the place of its keys; whoever had it loses it. */
export function withKey(map: KeyMap, commands: readonly Keyed[], id: CommandName, chord: string): KeyMap {
  const losing = commands.filter((command) => command.id !== id && keysOf(map, command).includes(chord));
  const lost = losing.map((command) => [command.id, keysOf(map, command).filter((one) => one !== chord)] as const);
  return changedBy(map, commands, [...lost, [id, [chord]]]);
}

export function withoutKeys(map: KeyMap, commands: readonly Keyed[], id: CommandName): KeyMap {
  return changedBy(map, commands, [[id, []]]);
}

/** The command's own keys again, as far as no other command has them now. */
export function withOwnKeys(map: KeyMap, commands: readonly Keyed[], id: CommandName): KeyMap {
  const own = commands.find((command) => command.id === id)?.keys ?? [];
  const free = own.filter((chord) => conflictOf({ ...map, singleKeysOff: false }, commands, id, chord) === null);
  return changedBy(map, commands, [[id, free]]);
}

function changedBy(
  map: KeyMap,
  commands: readonly Keyed[],
  changes: readonly (readonly [CommandName, readonly string[]])[],
): KeyMap {
  const all = { ...map.changed, ...Object.fromEntries(changes) };
  const own = new Map(commands.map(({ id, keys }) => [id, keys.join(' ')]));
  const changed = Object.entries(all).filter(([id, keys]) => own.get(id as CommandName) !== keys.join(' '));
  return { ...map, changed: Object.fromEntries(changed) };
}

export function storedKeyMap(map: KeyMap): string {
  return JSON.stringify(map);
}

/** What was stored, as far as it makes sense: unknown commands, fixed keys and keys that two would have are left out. */
export function readKeyMap(stored: string | null, commands: readonly Keyed[]): KeyMap {
  const { changed, singleKeysOff } = parsed(stored);
  let map: KeyMap = { changed: {}, singleKeysOff: false };
  for (const command of commands) {
    const keys = command.keysFixed === true ? undefined : chordsIn(changed[command.id]);
    if (keys !== undefined) {
      map = { ...map, changed: { ...map.changed, [command.id]: keys } };
    }
  }
  return { changed: withoutTwins(map, commands), singleKeysOff: singleKeysOff === true };
}

function parsed(stored: string | null): {
  readonly changed: Readonly<Record<string, unknown>>;
  readonly singleKeysOff: unknown;
} {
  try {
    const value: unknown = JSON.parse(stored ?? '');
    if (isRecord(value)) {
      return { changed: isRecord(value['changed']) ? value['changed'] : {}, singleKeysOff: value['singleKeysOff'] };
    }
  } catch {
    // Nothing stored, or not by this program: the commands' own keys.
  }
  return { changed: {}, singleKeysOff: false };
}

function chordsIn(value: unknown): readonly string[] | undefined {
  const isChord = (one: unknown): one is string =>
    typeof one === 'string' && one !== '' && one.length < 40 && !isFixedKey(one);
  return Array.isArray(value) ? [...new Set(value.filter(isChord))] : undefined;
}

/** The first command in the list keeps a key that several were given. */
function withoutTwins(map: KeyMap, commands: readonly Keyed[]): KeyMap['changed'] {
  const taken = new Set<string>();
  const changed: { [C in CommandName]?: readonly string[] } = {};
  // Keys that were left as they are come first: a stored file cannot take them away unnoticed.
  for (const command of [...commands].sort((a, b) => Number(a.id in map.changed) - Number(b.id in map.changed))) {
    const keys = keysOf(map, command).filter((chord) => !taken.has(chord));
    for (const chord of keys) {
      taken.add(chord);
    }
    if (command.id in map.changed) {
      changed[command.id] = keys;
    }
  }
  return changed;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
