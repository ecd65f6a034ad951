import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { electronRuntime, electronSwitches } from '../../resources/tooling/electron-runtime.mjs';
import { expect, root, test } from '../e2e/fixtures';
import { ready } from './support';

/** One profile is one folder: open once, closed to others, and apart from every other profile. */

test('two profiles run side by side', async ({ launchChainmail }) => {
  const one = await launchChainmail();
  const two = await launchChainmail();

  await ready(one.window);
  await ready(two.window);

  const folders = await Promise.all(
    [one, two].map(({ app }) =>
      app.evaluate(({ app: electron }) =>
        (['userData', 'sessionData', 'crashDumps', 'temp'] as const).map((name) => electron.getPath(name)),
      ),
    ),
  );
  expect(
    folders.map((paths, index) =>
      paths.every((path) => path.startsWith(join([one, two][index]?.home ?? '', 'desktop'))),
    ),
  ).toEqual([true, true]);
});

test('a second start with the same profile ends within a second and says why', async ({ launchChainmail }) => {
  const { window, home } = await launchChainmail();
  await ready(window);
  const { path } = await electronRuntime();
  const started = performance.now();

  const second = spawn(path, [...electronSwitches(), root], { env: { ...process.env, CHAINMAIL_HOME: home } });
  let said = '';
  second.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise((resolve) => second.once('close', resolve));

  expect(code).toBe(0);
  expect(said).toContain('Chainmail is already open with this profile');
  // Measured 0.3 s on two busy cores; the promise is one second, the rest is for a loaded machine.
  expect(performance.now() - started).toBeLessThan(3_000);
});

test('the profile is closed to other users of the machine', async ({ launchChainmail }) => {
  const { window, home } = await launchChainmail();
  await ready(window);

  const files = await readdir(join(home, 'desktop'), { withFileTypes: true });
  const modes = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file) => (await stat(join(home, 'desktop', file.name))).mode & 0o077),
  );

  expect((await stat(join(home, 'desktop'))).mode & 0o777).toBe(0o700);
  expect(modes.filter((mode) => mode !== 0)).toEqual([]);
});
