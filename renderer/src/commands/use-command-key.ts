import type { CommandName } from '../../../shared/wording/window/commands';
import { useStore } from '../state/store';
import { workingKeysOf } from './key-map';
import { keyMap } from './key-settings';
import { commands } from './registry';

/** The first key that calls a command now; undefined where there is none. */
export function useCommandKey(id: CommandName): string | undefined {
  const map = useStore(keyMap, (state) => state);
  const command = commands.find((one) => one.id === id);
  return command === undefined ? undefined : workingKeysOf(map, command)[0];
}
