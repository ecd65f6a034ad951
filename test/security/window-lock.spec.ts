import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../e2e/fixtures';
import { addFrame, ready } from './support';

/** The page is a web page and no more: no Node, no Electron, no graphics driver, one bridge of five functions. */

test('every page is sandboxed, isolated and without Node', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);

  const preferences = await app.evaluate(({ webContents }) =>
    // Electron leaves this function out of its types.
    webContents.getAllWebContents().map((contents) => Reflect.get(contents, 'getLastWebPreferences').call(contents)),
  );

  expect(preferences).toHaveLength(1);
  expect(preferences[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    disableDialogs: true,
  });
});

test('no frame has require, process, module, Buffer or global', async ({ launchChainmail }) => {
  const { window } = await launchChainmail();
  await ready(window);
  await addFrame(window, 'about:blank');
  await addFrame(window, 'app://mail/E-001/1');
  await expect.poll(() => window.frames().length).toBeGreaterThanOrEqual(3);

  for (const frame of window.frames()) {
    const names = [
      'require',
      'process',
      'module',
      'exports',
      'Buffer',
      'global',
      'electron',
      'ipcRenderer',
      '__dirname',
    ];
    const types = await frame.evaluate((wanted) => wanted.map((name) => typeof Reflect.get(globalThis, name)), names);
    expect(types, frame.url()).toEqual(names.map(() => 'undefined'));
  }
});

test('the bridge is five functions that lead nowhere else, in the main frame only', async ({ launchChainmail }) => {
  const { window } = await launchChainmail();
  await ready(window);
  await addFrame(window, 'about:blank');
  await addFrame(window, 'app://mail/E-001/1');
  await expect.poll(() => window.frames().length).toBeGreaterThanOrEqual(3);

  const bridge = await window.evaluate(() => {
    const found: unknown = Reflect.get(globalThis, 'chainmail');
    const names = Object.getOwnPropertyNames(found).sort();
    const replaced = Reflect.set(globalThis, 'chainmail', 'mine') && Reflect.get(globalThis, 'chainmail') === 'mine';
    const escaped = names.map((name) => {
      const make = Reflect.get(Object(found), name).constructor;
      try {
        return typeof make('return process')();
      } catch {
        return 'refused';
      }
    });
    return { names, replaced, escaped };
  });
  const inFrames = await Promise.all(
    window
      .frames()
      .slice(1)
      .map((frame) => frame.evaluate(() => typeof Reflect.get(globalThis, 'chainmail'))),
  );

  expect(bridge).toEqual({
    names: ['choose', 'registerDrop', 'request', 'reveal', 'subscribe'],
    replaced: false,
    escaped: Array.from({ length: 5 }, () => 'refused'),
  });
  expect(new Set(inFrames)).toEqual(new Set(['undefined']));
});

test('what the bridge announces is plain data, never an event object', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);
  await window.evaluate(() => {
    const heard: unknown[] = [];
    Reflect.set(globalThis, 'heard', heard);
    Reflect.get(globalThis, 'chainmail').subscribe((...args: unknown[]) => heard.push(args));
  });

  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('help.about')?.click());

  await expect
    .poll(() => window.evaluate(() => Reflect.get(globalThis, 'heard')))
    .toEqual([['menu:command', { command: 'help.about' }]]);
});

test('WebGL is off, and nothing embedded is loaded', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);

  const contexts = await window.evaluate(() =>
    ['webgl', 'webgl2'].map((name) => document.createElement('canvas').getContext(name)),
  );
  await window.evaluate(() => {
    for (const [name, attribute] of [
      ['embed', 'src'],
      ['object', 'data'],
    ] as const) {
      const element = document.createElement(name);
      try {
        element.setAttribute(attribute, 'app://chainmail/index.html');
      } catch {
        // Trusted types refuse the address already.
      }
      document.body.append(element);
    }
  });
  await window.waitForTimeout(500);

  expect(contexts).toEqual([null, null]);
  expect(
    window
      .frames()
      .map((frame) => frame.url())
      .filter((url) => !url.startsWith('chrome-error:')),
  ).toEqual([window.url()]);
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('the spell checker is off and fetches no dictionary', async ({ launchChainmail }) => {
  const { app, window, home } = await launchChainmail();
  await ready(window);

  const spelling = await app.evaluate(({ session }) => ({
    enabled: session.defaultSession.isSpellCheckerEnabled(),
    languages: session.defaultSession.getSpellCheckerLanguages(),
  }));
  const dictionaries = await readdir(join(home, 'desktop', 'session', 'Dictionaries')).catch(() => []);

  expect({ spelling, dictionaries }).toEqual({ spelling: { enabled: false, languages: [] }, dictionaries: [] });
});

test('the crash reporter sends nothing, and dialogs of pages stay shut', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);

  const dialogs = await window.evaluate(() => {
    const ask = (dialog: () => unknown) => {
      try {
        return dialog();
      } catch {
        return null;
      }
    };
    return [ask(() => globalThis.confirm('sure?')), ask(() => globalThis.prompt('name?'))];
  });
  const uploads = await app.evaluate(({ crashReporter }) => {
    try {
      return crashReporter.getUploadToServer();
    } catch {
      return false;
    }
  });

  expect({ dialogs, uploads }).toEqual({ dialogs: [false, null], uploads: false });
});
