import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { withLock } from './lock.mjs';
import { cache, modules } from './paths.mjs';
import { notice } from './say.mjs';

/** Electron from its own makers: the binary that the `electron` package downloads from GitHub (or from ELECTRON_MIRROR). */

const home = join(modules, 'electron');
const failureFile = join(cache, 'official-electron-failed.json');

/** A download that moves no byte for so long is given up. */
const idleSeconds = 20;
const failureHoldsDays = 7;

/**
 * The downloaded binary, if it is there and of the version that package.json asks for.
 * @returns {import('../electron-runtime.mjs').Runtime | undefined}
 */
export function presentOfficialElectron() {
  try {
    const version = readFileSync(join(home, 'dist/version'), 'utf8').trim().replace(/^v/, '');
    const path = join(home, 'dist', readFileSync(join(home, 'path.txt'), 'utf8'));
    const wanted = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version;
    return version === wanted && existsSync(path)
      ? { path, dist: join(home, 'dist'), version, origin: 'official' }
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Lets the `electron` package download its binary. A failure is remembered for a week, so that the next start does not wait for it.
 * @param {{ again: boolean }} options `again` tries in spite of a remembered failure
 * @returns {Promise<import('../electron-runtime.mjs').Runtime | undefined>}
 */
export async function downloadOfficialElectron({ again }) {
  if (!again && failedLately()) {
    return undefined;
  }
  return await withLock('electron', async () => presentOfficialElectron() ?? (await download()));
}

async function download() {
  notice('Fetching Electron from its makers …');
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'fetching-electron-'));
  try {
    const { status, stderr } = await runWhileGrowing(join(home, 'install.js'), work);
    const runtime = presentOfficialElectron();
    if (runtime !== undefined) {
      rmSync(failureFile, { force: true });
      return runtime;
    }
    const reason = stderr.trim().split('\n')[0] || `no data for ${idleSeconds} s (status ${status})`;
    writeFileSync(failureFile, `${JSON.stringify({ at: Date.now(), reason })}\n`);
    notice(`Electron's own download is not reachable from here (${reason}).`);
    return undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Runs the download with a temporary folder of its own and ends it when that folder has stopped growing. */
async function runWhileGrowing(script, folder) {
  let timer;
  const outcome = await run(process.execPath, [script], {
    output: 'capture',
    env: { ...process.env, TMPDIR: folder, TEMP: folder, ELECTRON_OVERRIDE_DIST_PATH: '' },
    onStart: (kill) => {
      let size = 0;
      let lastGrowth = Date.now();
      timer = setInterval(() => {
        const now = sizeOf(folder) + sizeOf(join(home, 'dist'));
        lastGrowth = now > size ? Date.now() : lastGrowth;
        size = Math.max(size, now);
        if (Date.now() - lastGrowth > idleSeconds * 1000) {
          kill();
        }
      }, 500);
    },
  });
  clearInterval(timer);
  return outcome;
}

function sizeOf(folder) {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  } catch {
    return 0;
  }
}

function failedLately() {
  try {
    const { at } = JSON.parse(readFileSync(failureFile, 'utf8'));
    return Date.now() - at < failureHoldsDays * 86_400_000;
  } catch {
    return false;
  }
}
