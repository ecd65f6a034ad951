import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, run } from './child.mjs';
import { hasDisplay } from './display.mjs';
import { notice, Stop } from './say.mjs';

/**
 * What Electron and the tests need from the operating system. On Linux only: elsewhere Electron brings everything along.
 * Presence is judged by files, not by package names, so that no package manager has to be asked when nothing is missing.
 */

/** @typedef {{ package: string, library?: string, program?: string, file?: string }} Need */

/** @type {readonly Need[]} */
const forElectron = [
  { package: 'libnss3', library: 'libnss3.so' },
  { package: 'libatk1.0-0', library: 'libatk-1.0.so.0' },
  { package: 'libatk-bridge2.0-0', library: 'libatk-bridge-2.0.so.0' },
  { package: 'libgtk-3-0', library: 'libgtk-3.so.0' },
  { package: 'libgbm1', library: 'libgbm.so.1' },
  { package: 'libasound2', library: 'libasound.so.2' },
];

/** @type {readonly Need[]} */
const forVirtualDisplay = [{ package: 'xvfb', program: 'Xvfb' }];

/** @type {readonly Need[]} */
const forTests = [
  { package: 'openssl', program: 'openssl' },
  { package: 'poppler-utils', program: 'pdftotext' },
  { package: 'unzip', program: 'unzip' },
  { package: 'gcc', program: 'gcc' },
  { package: 'libc6-dev', file: '/usr/include/stdio.h' },
  { package: 'iproute2', program: 'ip' },
  { package: 'util-linux', program: 'unshare' },
];

/**
 * Makes sure that the system libraries are there: installs them as root on a Debian-like system, else says how to.
 * @param {{ tests: boolean }} options
 */
export async function ensureSystemPackages({ tests }) {
  if (process.platform !== 'linux') {
    return;
  }
  const required = [...forElectron, ...(hasDisplay() ? [] : forVirtualDisplay)].filter(isMissing);
  const wished = tests ? forTests.filter(isMissing) : [];
  if (required.length + wished.length === 0) {
    return;
  }
  const names = [...required, ...wished].map((need) => need.package);
  if (findProgram('apt-get') === undefined) {
    notice(`This system seems to lack ${names.join(', ')} (Debian's names). Install them if the window does not open.`);
    return;
  }
  if (process.getuid?.() === 0) {
    await installWithApt(names);
  }
  const stillRequired = required.filter(isMissing).map((need) => need.package);
  if (stillRequired.length > 0) {
    const resolved = await debianNames(stillRequired);
    throw new Stop(
      `Electron needs system libraries that are not installed. Install them with:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${resolved.join(' ')}`,
    );
  }
  const stillWished = wished.filter(isMissing).map((need) => need.package);
  if (stillWished.length > 0) {
    notice(`Tests that need ${stillWished.join(', ')} will be skipped: not installed.`);
  }
}

/** @param {Need} need */
function isMissing(need) {
  if (need.library !== undefined) {
    return !hasLibrary(need.library);
  }
  return need.program === undefined ? !existsSync(need.file ?? '') : findProgram(need.program) === undefined;
}

/** Looks where Debian, Fedora and Arch keep shared libraries. */
function hasLibrary(name) {
  const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch] ?? '';
  const folders = ['/usr/lib', '/lib', '/usr/lib64', '/lib64', '/usr/local/lib'];
  return folders.some((folder) => existsSync(join(folder, triplet, name)) || existsSync(join(folder, name)));
}

async function installWithApt(names) {
  const apt = (args) =>
    run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Dpkg::Use-Pty=0', '-qq', ...args], {
      output: 'capture',
      limitSeconds: 900,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  notice(`Installing system packages with apt-get: ${names.join(' ')} …`);
  const update = await apt(['update']);
  const install = await apt(['install', '-y', '--no-install-recommends', ...(await debianNames(names))]);
  if (install.status !== 0) {
    const lines = `${update.stderr}${install.stderr}${install.stdout}`.trim().split('\n');
    notice(`apt-get did not succeed: ${lines.filter((line) => line.startsWith('E:')).pop() ?? lines.pop()}`);
  }
}

/**
 * The names that this release uses: since Debian 13 and Ubuntu 24.04 some libraries end in `t64`,
 * and the plain name of one of them (libasound2) can no longer be installed.
 * @param {readonly string[]} names
 * @returns {Promise<string[]>}
 */
async function debianNames(names) {
  const renamed = new Set(['libatk1.0-0', 'libatk-bridge2.0-0', 'libgtk-3-0', 'libasound2']);
  const resolved = [];
  for (const name of names) {
    const newer = renamed.has(name) && (await aptKnows(`${name}t64`));
    resolved.push(newer ? `${name}t64` : name);
  }
  return resolved;
}

async function aptKnows(name) {
  const { status } = await run('apt-cache', ['show', '--quiet=2', name], { output: 'capture', limitSeconds: 30 });
  return status === 0 || isTime64Release();
}

/** For a machine whose package lists are empty, as in a slim container: judge by the release. */
function isTime64Release() {
  try {
    const text = readFileSync('/etc/os-release', 'utf8');
    const value = (key) => new RegExp(`^${key}="?([^"\n]*)"?$`, 'm').exec(text)?.[1] ?? '';
    const version = Number.parseFloat(value('VERSION_ID'));
    return (value('ID') === 'debian' && version >= 13) || (value('ID') === 'ubuntu' && version >= 24.04);
  } catch {
    return false;
  }
}
