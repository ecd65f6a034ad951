import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from './paths.mjs';

/** A lock between programs of one checkout, so that two set-ups or two builds at once do not trample each other. */

/** A lock older than this is taken to be left behind, whatever its process number says. */
const staleAfterMinutes = 30;

/**
 * Does the work while no other program does work under the same name.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(name, work) {
  mkdirSync(build, { recursive: true });
  const file = join(build, `.${name}.lock`);
  while (!take(file)) {
    if (isLeftBehind(file)) {
      rmSync(file, { force: true });
    } else {
      await wait(100);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

function isLeftBehind(file) {
  try {
    const age = Date.now() - statSync(file).mtimeMs;
    const owner = Number(readFileSync(file, 'utf8'));
    return age > staleAfterMinutes * 60_000 || (owner > 0 && !isRunning(owner));
  } catch {
    return false;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
