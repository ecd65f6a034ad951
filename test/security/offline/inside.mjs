import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { electronRuntime, electronSwitches } from '../../../resources/tooling/electron-runtime.mjs';
import { run } from '../../../resources/tooling/lib/child.mjs';
import { withDisplay } from '../../../resources/tooling/lib/display.mjs';
import { addressesSought, makeNetwork, sentSoFar, waitForQuiet } from './network.mjs';

/**
 * The part that runs inside the namespace: `inside.mjs RESULT-FILE COMMAND…`, or `inside.mjs --try` to see whether it can.
 * The command's exit status becomes this program's.
 */

const controlApp = fileURLToPath(new URL('control-app', import.meta.url));
const controlLimit = 20_000;

/** Time for what the last window may have left on its way. */
const settling = 1000;

const [resultFile, program, ...args] = process.argv.slice(2);
try {
  makeNetwork();
  if (resultFile !== '--try') {
    await withDisplay(count);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message.trim() : String(error)}\n`);
  process.exitCode = 1;
}

async function count(env) {
  await waitForQuiet();
  const before = sentSoFar();
  const { status } = await run(program, args, { env });
  await wait(settling);
  const after = sentSoFar();
  const sought = addressesSought();
  const controlPackets = await packetsOfControl(env);
  const result = {
    packets: after.packets - before.packets,
    datagrams: after.datagrams - before.datagrams,
    multicast: after.multicast - before.multicast,
    sought,
    controlPackets,
    status,
  };
  writeFileSync(resultFile, `${JSON.stringify(result, null, 2)}\n`);
  process.exitCode = status;
}

/** Opens the unprotected application in the same Electron and waits until it has sent something. */
async function packetsOfControl(env) {
  const runtime = await electronRuntime();
  const profile = mkdtempSync(join(tmpdir(), 'chainmail-control-'));
  const before = sentSoFar().packets;
  const control = spawn(runtime.path, [...electronSwitches(), `--user-data-dir=${profile}`, controlApp], {
    env: { ...env, ELECTRON_RUN_AS_NODE: undefined },
    stdio: 'ignore',
    detached: true,
  });
  const gone = new Promise((resolve) => control.once('exit', resolve).once('error', resolve));
  const deadline = Date.now() + controlLimit;
  while (sentSoFar().packets === before && Date.now() < deadline) {
    await wait(100);
  }
  await wait(settling);
  const packets = sentSoFar().packets - before;
  try {
    process.kill(-control.pid, 'SIGKILL');
  } catch {
    // It did not start, or has ended by itself.
  }
  await gone;
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return packets;
}
