import { statSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, run } from './child.mjs';
import { Stop } from './say.mjs';

/**
 * Chromium's sandbox, which keeps hostile mail away from the machine. It needs user namespaces or, where the system denies them to
 * ordinary users (Ubuntu since 23.10, some hardened kernels), a helper that belongs to root. Chainmail is not started without it;
 * only root, whom Chromium refuses a sandbox, goes without.
 * @param {import('../electron-runtime.mjs').Runtime} runtime
 */
export async function ensureSandbox(runtime) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) {
    return;
  }
  const helper = join(runtime.dist, 'chrome-sandbox');
  if (isOwnedByRoot(helper) || (await hasUserNamespaces())) {
    return;
  }
  throw new Stop(
    `This system denies user namespaces, which Electron's sandbox needs. Give its helper to root instead:\n  sudo sh -c "chown root:root '${helper}' && chmod 4755 '${helper}'"`,
  );
}

function isOwnedByRoot(helper) {
  const state = statSync(helper, { throwIfNoEntry: false });
  return state?.uid === 0 && (state.mode & 0o4000) !== 0;
}

async function hasUserNamespaces() {
  const unshare = findProgram('unshare');
  if (unshare === undefined) {
    return true;
  }
  const { status } = await run(unshare, ['--user', '--map-root-user', '--net', 'true'], {
    output: 'capture',
    limitSeconds: 10,
  });
  return status === 0;
}
