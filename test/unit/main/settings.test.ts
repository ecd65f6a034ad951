import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, isReachable, SettingsFile, toSettings } from '../../../electron/main/settings';
import { removeFolder } from '../../helpers/remove-folder';

let folder = '';
const bounds = { x: 10, y: 20, width: 1200, height: 800 };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainmail-settings-'));
});

afterEach(() => removeFolder(folder));

describe('the file', () => {
  test('gives back what was changed and keeps the rest', () => {
    const file = new SettingsFile(join(folder, 'window.json'));
    file.change({ bounds });
    file.change({ theme: 'dark' });

    expect(file.read()).toEqual({ bounds, maximized: false, theme: 'dark' });
  });

  test('can be read by its owner only', async () => {
    new SettingsFile(join(folder, 'window.json')).change({ maximized: true });

    expect((await stat(join(folder, 'window.json'))).mode & 0o777).toBe(0o600);
  });

  test.each(['', 'null', '[]', '{"bounds":', '\0\0\0\0'])('gives the defaults when it holds %j', async (content) => {
    await writeFile(join(folder, 'window.json'), content);

    expect(new SettingsFile(join(folder, 'window.json')).read()).toEqual(DEFAULT_SETTINGS);
  });

  test('is not missed where nothing can be written', async () => {
    const file = new SettingsFile(join(folder, 'none', 'window.json'));
    file.change({ maximized: true });

    expect(file.read()).toEqual(DEFAULT_SETTINGS);
    await expect(readFile(join(folder, 'none', 'window.json'))).rejects.toThrow();
  });
});

test.each([
  [{ bounds: { x: 0, y: 0, width: 'wide', height: 1 } }],
  [{ bounds: { x: 1.5, y: 0, width: 1, height: 1 } }],
  [{ bounds: [1, 2, 3, 4], theme: 'pink', maximized: 'yes' }],
])('takes no nonsense: %j', (value) => {
  expect(toSettings(value)).toEqual(DEFAULT_SETTINGS);
});

describe('where the window opens', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };

  test.each([
    ['on the screen', bounds, true],
    ['half outside', { ...bounds, x: 1500 }, true],
    ['on a screen that is gone', { ...bounds, x: 3000 }, false],
    ['with too little of it showing', { ...bounds, x: 1850 }, false],
    ['above the screen', { ...bounds, y: -790 }, false],
  ])('%s: %j', (_label, place, reachable) => {
    expect(isReachable(place, [screen])).toBe(reachable);
  });
});
