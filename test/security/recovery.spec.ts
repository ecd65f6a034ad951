import type { ElectronApplication } from '@playwright/test';
import { expect, test } from '../e2e/fixtures';
import { incidents, ready } from './support';

/** When a part of the program dies, the examiner is told, nothing hangs, and work can go on. */

/** Answers the desktop's message boxes with their first button and keeps what they said. */
async function answerBoxes(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    const said: string[] = [];
    Reflect.set(globalThis, 'said', said);
    const showMessageBox = (...args: readonly { readonly message?: string }[]) => {
      said.push(args.at(-1)?.message ?? '');
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
    Object.assign(dialog, { showMessageBox });
  });
}

function saidBoxes(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(() => Reflect.get(globalThis, 'said') as readonly string[]);
}

test('an engine that is killed is reported and started again, and the page is loaded anew', async ({
  launchChainmail,
}) => {
  const { app, window, home } = await launchChainmail();
  await ready(window);
  await answerBoxes(app);
  await expect.poll(() => window.evaluate(() => Reflect.set(globalThis, 'before', true)).catch(() => false)).toBe(true);

  await app.evaluate(({ app: electron }) => {
    const engine = electron.getAppMetrics().find((metric) => metric.name === 'Chainmail engine');
    process.kill(engine?.pid ?? 0, 'SIGKILL');
  });

  await expect
    .poll(() => saidBoxes(app))
    .toEqual([expect.stringContaining('has stopped. Everything that was reported')]);
  const before = () => window.evaluate(() => Reflect.get(globalThis, 'before') ?? 'gone').catch(() => 'loading');
  await expect.poll(before).toBe('gone');
  await ready(window);
  const state = () =>
    window.evaluate(() => Reflect.get(globalThis, 'chainmail').request('app:state', {})).catch(() => 'loading');
  await expect.poll(state).toMatchObject({ ok: true });
  expect((await incidents(home)).map(({ kind }) => kind)).toEqual(['engine-stopped']);
});

test('a page that crashes is loaded again, and the examiner is told', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);
  await answerBoxes(app);

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());

  await expect.poll(() => saidBoxes(app)).toEqual([expect.stringContaining('The window stopped unexpectedly')]);
  const isReady = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.documentElement.dataset.ready'),
    );
  await expect.poll(isReady).toBe('true');
});
