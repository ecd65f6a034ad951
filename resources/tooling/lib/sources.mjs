import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './paths.mjs';

/** What the build is made of, and a short mark of its state, so that an unchanged tree is not built again. */

const sources = ['electron', 'renderer', 'shared', 'resources', 'vite.config.ts', 'package.json', 'package-lock.json'];

/** Below resources/, but no part of the program. */
const notBuilt = new Set(['resources/tooling', 'resources/sample']);

/** @returns {string} a hash over path, size and time of change of every source file */
export function stateOfSources() {
  const hash = createHash('sha256');
  for (const source of sources) {
    addPath(hash, join(root, source));
  }
  return hash.digest('hex');
}

function addPath(hash, path) {
  const state = statSync(path, { throwIfNoEntry: false });
  const name = relative(root, path).replaceAll('\\', '/');
  if (state === undefined || notBuilt.has(name)) {
    return;
  }
  if (!state.isDirectory()) {
    hash.update(`${name}\0${state.size}\0${state.mtimeMs}\n`);
    return;
  }
  for (const entry of readdirSync(path).sort()) {
    addPath(hash, join(path, entry));
  }
}
