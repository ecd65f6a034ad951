import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runNpm } from './child.mjs';
import { withLock } from './lock.mjs';
import { build, cache, modules, root } from './paths.mjs';
import { notice, Stop } from './say.mjs';

/** The packages in node_modules: installed exactly as package-lock.json says, and only when they are not already. */

const lockFile = join(root, 'package-lock.json');
const hashFile = join(cache, 'package-lock.sha256');

/** `npm ci` empties node_modules; the cache, above all the Electron runtime, waits here meanwhile. */
const keptCache = join(build, 'kept-cache');

/** Installs the dependencies when node_modules is missing or belongs to another package-lock.json. */
export async function ensureDependencies() {
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (isInstalled(hash)) {
    return;
  }
  await withLock('dependencies', async () => {
    if (isInstalled(hash)) {
      return;
    }
    if (!isInstalledByHand()) {
      await install();
    }
    mkdirSync(cache, { recursive: true });
    writeFileSync(hashFile, `${hash}\n`);
  });
}

function isInstalled(hash) {
  try {
    return readFileSync(hashFile, 'utf8').trim() === hash;
  } catch {
    return false;
  }
}

/** Whether somebody ran `npm ci` themselves: npm's own record in node_modules then equals the lock file. */
function isInstalledByHand() {
  try {
    const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
    const present = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(
      ([path, entry]) =>
        path === '' ||
        (present[path] === undefined ? entry.optional === true : present[path].integrity === entry.integrity),
    );
  } catch {
    return false;
  }
}

async function install() {
  notice('Installing the dependencies with npm ci …');
  if (existsSync(cache)) {
    rmSync(keptCache, { recursive: true, force: true });
    renameSync(cache, keptCache);
  }
  const { status, stderr, seconds } = await runNpm(
    ['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'],
    { cwd: root, output: 'capture' },
  );
  if (status !== 0) {
    const telling = stderr
      .split('\n')
      .filter((line) => /^npm error \S/.test(line) && !line.startsWith('npm error code'));
    const reason = telling[0]?.replace('npm error ', '') ?? `npm ended with status ${status}`;
    throw new Stop(`The dependencies could not be installed with npm ci: ${reason}`);
  }
  if (existsSync(keptCache)) {
    mkdirSync(dirname(cache), { recursive: true });
    renameSync(keptCache, cache);
  }
  notice(`Dependencies installed in ${seconds.toFixed(0)} s.`);
}
