import { describe, expect, test } from 'vitest';
import {
  commandOf,
  conflictOf,
  isFixedKey,
  type KeyMap,
  keysOf,
  OWN_KEYS,
  readKeyMap,
  storedKeyMap,
  withKey,
  withOwnKeys,
  withoutKeys,
  workingKeysOf,
} from '../../../../renderer/src/commands/key-map';
import { commands } from '../../../../renderer/src/commands/registry';
import fc from '../../../helpers/properties';

const find = (id: string) => {
  const command = commands.find((one) => one.id === id);
  if (command === undefined) {
    throw new Error(`no command ${id}`);
  }
  return command;
};
const called = (map: KeyMap, chord: string) => commandOf(map, commands, chord)?.id;

/** No key calls two commands, and none of the fixed ones is called by other than its own. */
function expectSound(map: KeyMap): void {
  const keys = commands.flatMap((command) => keysOf(map, command));
  expect(new Set(keys).size).toBe(keys.length);
  for (const command of commands.filter(({ id }) => id in map.changed)) {
    expect(keysOf(map, command).filter(isFixedKey)).toEqual([]);
  }
}

describe('keys of commands', () => {
  test('no command has a key of panes, fields or the desktop, but those that are fixed', () => {
    const fixed = commands.filter((command) => command.keys.some(isFixedKey));
    expect(fixed.map(({ id }) => id)).toEqual(['pane.next', 'pane.previous']);
    expect(fixed.every(({ keysFixed }) => keysFixed === true)).toBe(true);
  });

  test('a changed key calls the command in the place of its own, and whoever had it loses it', () => {
    const map = withKey(OWN_KEYS, commands, 'message.exhibit', 'Ctrl+E');

    expect([called(map, 'Ctrl+E'), called(map, 'e')]).toEqual(['message.exhibit', undefined]);
    expect(keysOf(map, find('packet.export'))).toEqual([]);
    expectSound(map);
    expect(called(withOwnKeys(map, commands, 'message.exhibit'), 'e')).toBe('message.exhibit');
    expect(called(withOwnKeys(map, commands, 'packet.export'), 'Ctrl+E')).toBe('message.exhibit');
  });

  test('of two keys only the one that was taken is lost', () => {
    const map = withKey(OWN_KEYS, commands, 'packet.export', 'Ctrl+Shift+F');
    expect(keysOf(map, find('search.focus'))).toEqual(['/']);
  });

  test('cleared and put back', () => {
    const cleared = withoutKeys(OWN_KEYS, commands, 'case.new');
    expect(called(cleared, 'Ctrl+N')).toBeUndefined();
    expect(withOwnKeys(cleared, commands, 'case.new')).toEqual(OWN_KEYS);
  });

  test('conflicts are named', () => {
    const conflict = (chord: string, map = OWN_KEYS) => conflictOf(map, commands, 'case.new', chord);

    expect(conflict('Ctrl+E')).toEqual({ kind: 'held', holder: 'packet.export' });
    for (const chord of ['Escape', 'Tab', 'ArrowUp', 'Shift+F6', 'Ctrl+C', 'j', 'Enter']) {
      expect([chord, conflict(chord)]).toEqual([chord, { kind: 'fixed' }]);
    }
    expect(conflict('w', { ...OWN_KEYS, singleKeysOff: true })).toEqual({ kind: 'single-off' });
    expect([conflict('Ctrl+N'), conflict('Ctrl+Alt+N'), conflict('F9')]).toEqual([null, null, null]);
  });

  test('single keys are switched off as a whole, and are there again afterwards', () => {
    const off: KeyMap = { ...OWN_KEYS, singleKeysOff: true };

    expect(['e', '?', '1', '/', 'n'].map((chord) => called(off, chord))).toEqual(Array(5).fill(undefined));
    expect(called(off, 'Ctrl+Shift+F')).toBe('search.focus');
    expect(workingKeysOf(off, find('search.focus'))).toEqual(['Ctrl+Shift+F']);
    expect(called({ ...off, singleKeysOff: false }, 'e')).toBe('message.exhibit');
  });
});

describe('what was stored', () => {
  test('comes back as it was', () => {
    const map = { ...withKey(OWN_KEYS, commands, 'message.exhibit', 'Ctrl+E'), singleKeysOff: true };
    expect(readKeyMap(storedKeyMap(map), commands)).toEqual(map);
  });

  test.each([[null], ['{'], ['[]'], ['{"changed":{"nobody":["Ctrl+9"],"pane.next":["z"],"case.new":"Ctrl+9"}}']])(
    '%j is the keys of the commands',
    (stored) => {
      expect(readKeyMap(stored, commands)).toEqual(OWN_KEYS);
    },
  );

  test('fixed keys and keys of others are left out', () => {
    const stored = JSON.stringify({ changed: { 'case.new': ['Escape', 'Ctrl+E', 'Ctrl+9'], 'case.open': ['Ctrl+9'] } });
    const map = readKeyMap(stored, commands);
    expect(map.changed).toEqual({ 'case.new': ['Ctrl+9'], 'case.open': [] });
    expectSound(map);
  });

  test('whatever it is, no key calls two commands', () => {
    const chords = fc.constantFrom('e', 'Ctrl+E', 'Ctrl+9', 'Escape', 'F6', '?', 'Ctrl+Shift+Z', '');
    const names = fc.constantFrom(...commands.map(({ id }) => id), '__proto__', 'x');
    fc.assert(
      fc.property(fc.dictionary(names, fc.oneof(fc.array(chords), fc.jsonValue())), fc.jsonValue(), (changed, off) => {
        expectSound(readKeyMap(JSON.stringify({ changed, singleKeysOff: off }), commands));
      }),
    );
  });

  test('whatever is changed in whatever order, no key calls two commands', () => {
    const step = fc.tuple(
      fc.constantFrom(...commands.filter(({ keysFixed }) => keysFixed !== true).map(({ id }) => id)),
      fc.constantFrom('Ctrl+9', 'e', 'Ctrl+E', 'Ctrl+Z', 'clear', 'back'),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let map = OWN_KEYS;
        for (const [id, what] of steps) {
          map =
            what === 'clear'
              ? withoutKeys(map, commands, id)
              : what === 'back'
                ? withOwnKeys(map, commands, id)
                : withKey(map, commands, id, what);
          expectSound(map);
          expect(readKeyMap(storedKeyMap(map), commands)).toEqual(map);
        }
      }),
    );
  });
});
