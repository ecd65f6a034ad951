/** The keys of this profile: remembered in it, never in a case, and told to the menu. */
import { request } from '../api/client';
import { readSetting, writeSetting } from '../api/settings';
import { createStore } from '../state/store';
import { type KeyMap, OWN_KEYS, readKeyMap, storedKeyMap, workingKeysOf } from './key-map';
import { commands } from './registry';

const SETTING = 'keys';

export const keyMap = createStore<KeyMap>(OWN_KEYS);

export function loadKeyMap(): void {
  keyMap.update(() => readKeyMap(readSetting(SETTING), commands));
  tellMenu();
}

export function changeKeyMap(change: (map: KeyMap) => KeyMap): void {
  keyMap.update(change);
  writeSetting(SETTING, storedKeyMap(keyMap.get()));
  tellMenu();
}

/** The menu shows the keys; a desktop that cannot be told goes on showing the ones before. */
function tellMenu(): void {
  const map = keyMap.get();
  const keys = Object.fromEntries(commands.map((command) => [command.id, workingKeysOf(map, command)[0] ?? '']));
  request('app:show-keys', { keys }).catch(() => undefined);
}
