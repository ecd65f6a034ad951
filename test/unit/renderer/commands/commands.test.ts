import { describe, expect, test } from 'vitest';
import { chordOf, isSingleKey } from '../../../../renderer/src/commands/keys';
import { commands } from '../../../../renderer/src/commands/registry';
import { stepByArrow } from '../../../../renderer/src/components/step-keys';
import { matching } from '../../../../renderer/src/views/dialogs/palette-model';
import { commandNames } from '../../../../shared/wording/window/commands';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('the registry of commands', () => {
  test('has each command once, and a name for each', () => {
    const ids = commands.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(Object.keys(commandNames).sort());
  });

  test('gives no key to two commands', () => {
    const keys = commands.flatMap((command) => command.keys);

    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('chords', () => {
  test.each([
    [{ ...plain, key: 'k', ctrlKey: true }, 'Ctrl+K'],
    [{ ...plain, key: 'C', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+C'],
    [{ ...plain, key: '?', shiftKey: true }, '?'],
    [{ ...plain, key: 'F6', shiftKey: true }, 'Shift+F6'],
    [{ ...plain, key: '1', altKey: true }, 'Alt+1'],
    [{ ...plain, key: 'k', metaKey: true }, 'Ctrl+K'],
  ])('%o is %s', (press, chord) => {
    expect(chordOf(press)).toBe(chord);
  });

  test('single keys are those that could be typed', () => {
    expect(['a', '/', '?'].every(isSingleKey)).toBe(true);
    expect(['F1', 'Ctrl+K'].some(isSingleKey)).toBe(false);
  });
});

describe('the palette', () => {
  test('finds by words in any order, names that begin so first', () => {
    expect(matching(['view.summary', 'message.annotate', 'view.messages'], 'mess')).toEqual([
      'view.summary',
      'message.annotate',
      'view.messages',
    ]);
    expect(matching(['packet.verify', 'case.verify'], 'packet check')).toEqual(['packet.verify']);
    expect(matching(['help.keys'], 'zzz')).toEqual([]);
  });

  test('arrow keys go around', () => {
    expect([stepByArrow('ArrowDown', 2, 3), stepByArrow('ArrowUp', 0, 3), stepByArrow('Home', 0, 3)]).toEqual([
      0,
      2,
      undefined,
    ]);
    expect(stepByArrow('ArrowDown', 0, 0)).toBeUndefined();
  });
});
