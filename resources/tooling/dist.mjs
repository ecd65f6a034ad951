import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { checkFuses, checkStart } from './dist-smoke.mjs';
import { describeRuntime } from './electron-runtime.mjs';
import { run } from './lib/child.mjs';
import { withDisplay } from './lib/display.mjs';
import { build, modules, root } from './lib/paths.mjs';
import { isProgram, notice, runProgram, Stop } from './lib/say.mjs';
import { ensureReady } from './setup.mjs';

/**
 * `npm run dist [-- --dir]`: packs Chainmail for this platform with electron-builder.yml. Installers need downloads (Electron itself and
 * the makers of AppImage, deb, nsis, dmg); where they cannot be had, or with `--dir`, a folder is packed from the Electron that is here.
 */

const limitSeconds = 15 * 60;

/**
 * Packs a folder that can be started, from the local Electron, without any download.
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 * @param {string} [output] where to; electron-builder makes a folder of its own in it
 * @returns {Promise<string>} path of the executable
 */
export async function packFolder(runtime, output = join(build, 'packed')) {
  const { status, stdout, stderr } = await electronBuilder([
    '--dir',
    `-c.electronDist=${runtime.dist}`,
    `-c.electronVersion=${runtime.version}`,
    `-c.directories.output=${output}`,
  ]);
  if (status !== 0) {
    throw new Stop(`electron-builder could not pack the application: ${lastError(`${stdout}\n${stderr}`)}`, 1);
  }
  const executable = packedExecutable(output);
  // electron-builder removes it only from an Electron that it fetched itself.
  rmSync(join(executable, '../resources/default_app.asar'), { force: true });
  return executable;
}

function electronBuilder(args) {
  const cli = join(modules, 'electron-builder/cli.js');
  return run(process.execPath, [cli, '--config', 'electron-builder.yml', '--publish', 'never', ...args], {
    cwd: root,
    output: 'capture',
    limitSeconds,
    env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false', FORCE_COLOR: '0' },
  });
}

function lastError(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.find((line) => line.includes('⨯')) ?? lines.pop() ?? 'it said nothing';
  return telling.replace(/^[\s⨯]*/, '').replace(/\s+failedTask=.*$/, '');
}

/** electron-builder names its folder after the platform: linux-unpacked, linux-arm64-unpacked, win-unpacked, mac, mac-arm64. */
function packedExecutable(output) {
  const names = { linux: 'chainmail', win32: 'Chainmail.exe', darwin: 'Chainmail.app/Contents/MacOS/Chainmail' };
  const name = names[process.platform] ?? names.linux;
  const folder = readdirSync(output).find((entry) => existsSync(join(output, entry, name)));
  if (folder === undefined) {
    throw new Stop(`electron-builder left no ${name} in ${output}.`, 1);
  }
  return join(output, folder, name);
}

/** @returns {Promise<string | undefined>} what stood in the way; nothing when the installers were made */
async function makeInstallers(runtime, output) {
  notice('Making installers …');
  // The official binary that is here already is the one that would be downloaded.
  const local =
    runtime.origin === 'official' ? [`-c.electronDist=${runtime.dist}`, `-c.electronVersion=${runtime.version}`] : [];
  const { status, stdout, stderr } = await electronBuilder([...local, `-c.directories.output=${output}`]);
  return status === 0 ? undefined : lastError(`${stdout}\n${stderr}`);
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    const output = join(root, 'dist');
    const { runtime } = await ensureReady({ need: 'window' });
    await ensureBuilt();
    const onlyFolder = process.argv.includes('--dir');
    const obstacle = onlyFolder ? undefined : await makeInstallers(runtime, output);
    if (onlyFolder || obstacle !== undefined) {
      if (obstacle !== undefined) {
        notice(`Installers could not be made here: ${obstacle}`);
      }
      notice(
        `A folder is packed from ${describeRuntime(runtime)}. It is for trying; ship only what carries the current Electron.`,
      );
      await packFolder(runtime, output);
    }
    const executable = packedExecutable(output);
    const verdicts = [await checkFuses(executable), await withDisplay((env) => checkStart(executable, env))];
    for (const { sentence } of [...verdicts, { sentence: `Packed: ${executable}` }]) {
      console.log(sentence);
    }
    return verdicts.every(({ ok }) => ok) ? 0 : 1;
  });
}
