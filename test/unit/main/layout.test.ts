import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { locateProgram } from '../../../electron/main/layout';
import { removeFolder } from '../../helpers/remove-folder';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainmail-layout-'));
});

afterEach(() => removeFolder(folder));

test('finds the parts from the folder of the main process', async () => {
  await mkdir(join(folder, 'resources', 'fonts'), { recursive: true });

  expect(locateProgram(join(folder, 'build', 'app', 'main'), '/electron/resources')).toEqual({
    renderer: join(folder, 'build', 'app', 'renderer'),
    preload: join(folder, 'build', 'app', 'preload', 'preload.cjs'),
    engine: join(folder, 'build', 'app', 'node', 'engine-host.js'),
    resources: join(folder, 'resources'),
  });
});

test('finds resources that were packed beside the program', async () => {
  await mkdir(join(folder, 'packed', 'fonts'), { recursive: true });

  const { resources } = locateProgram(join(folder, 'build', 'app', 'main'), join(folder, 'packed'));

  expect(resources).toBe(join(folder, 'packed'));
});
