import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settleProfile } from '../../../electron/main/profile';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainmail-profile-'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test.each([
  ['an absolute place', () => join(folder, 'new', 'home')],
  ['a relative one', () => relative(process.cwd(), join(folder, 'new', 'home'))],
])('moves every folder of Electron into the profile, closed to others: %s', async (_label, place) => {
  const home = join(folder, 'new', 'home');
  const set = new Map<string, string>();
  vi.stubEnv('CHAINMAIL_HOME', place());

  const profile = settleProfile({ setPath: (name, path) => void set.set(name, path) });

  expect(profile).toEqual({ folder: home, desktop: join(home, 'desktop') });
  expect(Object.fromEntries(set)).toEqual({
    userData: join(home, 'desktop'),
    sessionData: join(home, 'desktop', 'session'),
    crashDumps: join(home, 'desktop', 'crashes'),
    temp: join(home, 'desktop', 'temporary'),
  });
  expect((await stat(home)).mode & 0o777).toBe(0o700);
});
