import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findProgram, run } from '../../../resources/tooling/lib/child.mjs';

/**
 * Runs a command in a network namespace of its own and counts what it sends. Loaded by resources/tooling/test.mjs,
 * which runs the whole end-to-end suite this way.
 */

const inside = fileURLToPath(new URL('inside.mjs', import.meta.url));

/**
 * @typedef {object} Count
 * @property {number} packets frames that the command sent outwards; must be 0
 * @property {number} datagrams UDP datagrams that the command sent anywhere, loopback included; must be 0
 * @property {number} multicast how many of these went to multicast groups, which no address below shows
 * @property {string[]} sought addresses that it looked for
 * @property {number} controlPackets frames that an unprotected Electron application sent in the same place; must not be 0
 * @property {number} status exit status of the command
 */

/**
 * Says why packets cannot be counted on this machine; nothing where they can.
 * @returns {Promise<string | undefined>}
 */
export async function whyNotCountable() {
  if (process.platform !== 'linux') {
    return 'packets are counted on Linux only';
  }
  if (process.getuid?.() !== 0) {
    return 'counting packets needs root, for a network namespace';
  }
  const missing = ['unshare', 'ip', 'mount'].filter((name) => findProgram(name) === undefined);
  if (missing.length > 0) {
    return `counting packets needs ${missing.join(', ')}`;
  }
  const [program, ...args] = countedCommand('--try', []);
  const { status, stderr } = await run(program, args, { output: 'capture', limitSeconds: 30 });
  const reason = stderr.trim().split('\n').pop();
  return status === 0 ? undefined : `this machine does not allow a network namespace (${reason})`;
}

/**
 * The command line that runs a command counted.
 * @param {string} resultFile where the count is written
 * @param {readonly string[]} command
 * @returns {string[]}
 */
export function countedCommand(resultFile, command) {
  return [findProgram('unshare') ?? 'unshare', '--net', '--mount', process.execPath, inside, resultFile, ...command];
}

/**
 * @param {string} resultFile
 * @returns {Count | undefined} nothing if the run did not come to its end
 */
export function readCount(resultFile) {
  try {
    return JSON.parse(readFileSync(resultFile, 'utf8'));
  } catch {
    return undefined;
  }
}
