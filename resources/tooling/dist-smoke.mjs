import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronSwitches } from './electron-runtime.mjs';
import { run } from './lib/child.mjs';
import { withDisplay } from './lib/display.mjs';
import { isProgram, runProgram, Stop } from './lib/say.mjs';

/**
 * Checks of the packed application. Playwright cannot attach to it (the inspector is fused off), so it checks itself:
 * `--smoke` opens the window, waits for its first view, prints one line and quits.
 */

/** What docs call the fuses, and the state that each must have in what is shipped. */
const wantedFuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/** A little more than the program gives itself, so that its own sentence is heard. */
const startLimitSeconds = 90;
const smokeLine = /^chainmail smoke ok (\S+) (\S+)$/m;

/** @typedef {{ ok: boolean, sentence: string }} Verdict */

/**
 * Reads the fuses out of the packed executable.
 * @param {string} executable
 * @returns {Promise<Verdict>}
 */
export async function checkFuses(executable) {
  const { FuseState, FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(executable);
  const isOn = (name) => wire[FuseV1Options[name]] === FuseState.ENABLE;
  const names = Object.keys(wantedFuses);
  const wrong = names.filter((name) => isOn(name) !== wantedFuses[name]);
  const listed = names.map((name) => `${name} ${isOn(name) ? 'on' : 'off'}`).join(', ');
  const sentence =
    wrong.length === 0 ? `fuses: ${listed}` : `fuses: ${wrong.join(', ')} are not as they must be (${listed})`;
  return { ok: wrong.length === 0, sentence };
}

/**
 * Starts the packed application with a fresh profile and lets it check itself.
 * @param {string} executable
 * @param {NodeJS.ProcessEnv} env an environment in which windows can open
 * @returns {Promise<Verdict>}
 */
export async function checkStart(executable, env) {
  const folder = mkdtempSync(join(tmpdir(), 'chainmail-smoke-'));
  try {
    const { status, stdout, stderr, timedOut, seconds } = await run(executable, [...electronSwitches(), '--smoke'], {
      output: 'capture',
      limitSeconds: startLimitSeconds,
      env: { ...env, CHAINMAIL_HOME: join(folder, 'home'), XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder },
    });
    const line = smokeLine.exec(stdout)?.[0];
    if (status === 0 && line !== undefined) {
      return { ok: true, sentence: `${line} (${seconds.toFixed(1)} s from start to end)` };
    }
    const last = `${stderr}\n${stdout}`.trim().split('\n').pop();
    const how = timedOut ? `did not end within ${startLimitSeconds} s` : `ended with status ${status}`;
    const what = line === undefined ? 'without its line' : 'after its line';
    return { ok: false, sentence: `the packed application ${how} ${what}; it said last: ${last}` };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    const executable = process.argv[2];
    if (executable === undefined) {
      throw new Stop('Usage: node resources/tooling/dist-smoke.mjs EXECUTABLE');
    }
    const verdicts = [await checkFuses(executable), await withDisplay((env) => checkStart(executable, env))];
    for (const { sentence } of verdicts) {
      console.log(sentence);
    }
    return verdicts.every(({ ok }) => ok) ? 0 : 1;
  });
}
