import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './child.mjs';
import { Stop } from './say.mjs';

/** The screen that windows open on: the user's own, or a virtual one (Xvfb) where there is none. */

/** Whether windows can be shown to somebody. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/**
 * Does the work with an environment in which windows can open, and takes the virtual screen away afterwards.
 * Xvfb is started directly: `xvfb-run` waits for a signal that never comes when it is process 1 of a container.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (hasDisplay()) {
    return await work({ ...process.env });
  }
  const program = findProgram('Xvfb');
  if (program === undefined) {
    throw new Stop('There is no display, and Xvfb, which would stand in for one, is not installed (package xvfb).');
  }
  const folder = mkdtempSync(join(tmpdir(), 'chainmail-display-'));
  const authority = join(folder, 'authority');
  writeFileSync(authority, authorityRecord(), { mode: 0o600 });
  const server = spawn(
    program,
    ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset', '-auth', authority],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const stop = () => server.kill('SIGTERM');
  process.once('exit', stop);
  try {
    const number = await displayNumber(server);
    return await work({ ...process.env, DISPLAY: `:${number}`, XAUTHORITY: authority });
  } finally {
    process.off('exit', stop);
    await ended(server, stop);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One entry of an X authority file: any host, any display, a random cookie. */
function authorityRecord() {
  const field = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
  const anyHost = Buffer.from([0xff, 0xff]);
  return Buffer.concat([
    anyHost,
    field(Buffer.alloc(0)),
    field(Buffer.alloc(0)),
    field(Buffer.from('MIT-MAGIC-COOKIE-1')),
    field(randomBytes(16)),
  ]);
}

/** Xvfb chooses a free display and writes its number to the pipe once it is ready. */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new Stop('The virtual display (Xvfb) did not start.'));
    const limit = setTimeout(refuse, 20_000);
    let text = '';
    server.stdio[3].setEncoding('utf8').on('data', (part) => {
      text += part;
      if (text.includes('\n')) {
        clearTimeout(limit);
        resolve(Number(text));
      }
    });
    server.once('error', refuse);
    server.once('exit', refuse);
  });
}

function ended(server, stop) {
  if (server.exitCode !== null || server.signalCode !== null) {
    return undefined;
  }
  return new Promise((resolve) => {
    server.once('exit', resolve);
    stop();
    setTimeout(() => server.kill('SIGKILL'), 3000).unref();
  });
}
