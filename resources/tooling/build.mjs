import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { run } from './lib/child.mjs';
import { withLock } from './lib/lock.mjs';
import { build, builtApp, root } from './lib/paths.mjs';
import { isProgram, notice, runProgram, Stop } from './lib/say.mjs';
import { stateOfSources } from './lib/sources.mjs';

/**
 * Builds the program with Vite (vite.config.ts: node, preload, renderer) when its sources have changed since the last build.
 * A build is made aside and then takes the place of the old one: a failed build leaves the old one as it was.
 */

const stampFile = join(build, 'app.stamp');

/** @returns {Promise<{ built: boolean, seconds: number }>} */
export async function ensureBuilt() {
  if (isCurrent(stateOfSources())) {
    return { built: false, seconds: 0 };
  }
  return await withLock('build', async () => {
    const state = stateOfSources();
    if (isCurrent(state)) {
      return { built: false, seconds: 0 };
    }
    notice('Building Chainmail …');
    const aside = join(build, 'app.new');
    rmSync(aside, { recursive: true, force: true });
    // A process of its own: Vite reads and sets NODE_ENV, which must reach neither the tests nor the command line.
    const { status, stdout, stderr, seconds } = await run(
      process.execPath,
      [fileURLToPath(new URL('lib/vite-build.mjs', import.meta.url)), aside],
      {
        cwd: root,
        env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: undefined },
        output: 'capture',
        limitSeconds: 600,
      },
    );
    if (status !== 0) {
      throw new Stop(`The build failed:\n${readable(`${stdout}\n${stderr}`)}`, 1);
    }
    takePlace(aside);
    writeFileSync(stampFile, `${state}\n`);
    return { built: true, seconds };
  });
}

/** What the bundler reports, without its stack traces and repetitions; the first lines tell. */
function readable(report) {
  const lines = stripVTControlCharacters(report)
    .split('\n')
    .map((line) => line.trimEnd());
  const telling = lines.filter((line) => line !== '' && !/^\s*(\d+: |at |Stack backtrace)/.test(line));
  return [...new Set(telling)].slice(0, 40).join('\n');
}

function isCurrent(state) {
  try {
    return existsSync(builtApp) && readFileSync(stampFile, 'utf8').trim() === state;
  } catch {
    return false;
  }
}

function takePlace(aside) {
  const old = join(build, 'app.old');
  rmSync(stampFile, { force: true });
  rmSync(old, { recursive: true, force: true });
  mkdirSync(build, { recursive: true });
  if (existsSync(builtApp)) {
    renameSync(builtApp, old);
  }
  renameSync(aside, builtApp);
  rmSync(old, { recursive: true, force: true });
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    const { ensureReady } = await import('./setup.mjs');
    await ensureReady({ need: 'command-line' });
    const { built, seconds } = await ensureBuilt();
    notice(built ? `Built in ${seconds.toFixed(1)} s.` : 'The build is up to date.');
  });
}
