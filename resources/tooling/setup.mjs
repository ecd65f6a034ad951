import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureSandbox } from './lib/sandbox.mjs';
import { isProgram, notice, runProgram, Stop } from './lib/say.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';

/**
 * Makes a fresh checkout ready, step by step; a step that has nothing to do says nothing and takes a few milliseconds.
 * Node's own modules only: this runs before the dependencies are there.
 */

const oldestNode = [20, 18];

/**
 * @param {object} options
 * @param {'command-line' | 'window' | 'tests'} options.need what the caller is about to do: the command line needs no Electron
 * @returns {Promise<{ runtime?: import('./electron-runtime.mjs').Runtime }>}
 */
export async function ensureReady({ need }) {
  checkNode();
  await ensureDependencies();
  if (need === 'command-line') {
    return {};
  }
  await ensureSystemPackages({ tests: need === 'tests' });
  const runtime = await electronRuntime();
  await ensureSandbox(runtime);
  return { runtime };
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    throw new Stop(`Chainmail needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.`);
  }
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    const { runtime } = await ensureReady({ need: 'tests' });
    notice(`Ready: ${describeRuntime(runtime)}.`);
  });
}
