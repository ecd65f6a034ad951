import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';

/** Starting other programs: one way to run them to their end, with a time limit that takes their children along. */

/** @typedef {{ status: number, timedOut: boolean, stdout: string, stderr: string, seconds: number }} Outcome */

/**
 * Runs a program to its end. It never throws for a failing program: a program that cannot be started has status 127.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {'show' | 'show-on-stderr' | 'capture'} [options.output] 'show' passes both streams through
 * @param {number} [options.limitSeconds] after this the program and its children are ended
 * @param {(kill: () => void) => void} [options.onStart] receives a function that ends the program and its children
 * @returns {Promise<Outcome>}
 */
export function run(command, args, options = {}) {
  const { cwd, env = process.env, output = 'show', limitSeconds, onStart } = options;
  const started = performance.now();
  const streams = { show: 'inherit', 'show-on-stderr': 2, capture: 'pipe' }[output];
  return new Promise((finish) => {
    const ownGroup = process.platform !== 'win32';
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', streams, output === 'capture' ? 'pipe' : 'inherit'],
      detached: ownGroup,
    });
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    const kill = (signal = 'SIGKILL') => signalGroup(child.pid, signal, ownGroup);
    const stopForwarding = forwardSignals(kill);
    const limit =
      limitSeconds === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            kill('SIGTERM');
            setTimeout(kill, 3000).unref();
          }, limitSeconds * 1000);
    const end = (status) => {
      clearTimeout(limit);
      stopForwarding();
      finish({ status, timedOut, stdout, stderr, seconds: (performance.now() - started) / 1000 });
    };
    child.once('error', (error) => {
      stderr += error.message;
      end(127);
    });
    child.once('close', (code, signal) => end(code ?? (signal === null ? 1 : 128)));
    onStart?.(kill);
  });
}

/** @param {number | undefined} pid */
function signalGroup(pid, signal, ownGroup) {
  try {
    if (pid !== undefined) {
      process.kill(ownGroup ? -pid : pid, signal);
    }
  } catch {
    // It has ended already.
  }
}

/** Passes Ctrl-C and the like on to a child that runs in a group of its own, then ends this program with them. */
function forwardSignals(kill) {
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    const handler = () => {
      kill(signal);
      process.exitCode = 130;
      setTimeout(() => {
        kill();
        process.exit(130);
      }, 2000).unref();
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => {
    for (const remove of handlers) {
      remove();
    }
  };
}

/**
 * Finds a program in PATH and in the folders that an ordinary user's PATH on Debian lacks.
 * @param {string} name
 * @returns {string | undefined} its full path
 */
export function findProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(existsSync);
}

/**
 * Runs npm, the one that started us where there is one.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 * @returns {Promise<Outcome>}
 */
export function runNpm(args, options) {
  const started = process.env.npm_execpath ?? '';
  if (basename(started) === 'npm-cli.js' && existsSync(started)) {
    return run(process.execPath, [started, ...args], options);
  }
  const beside = join(process.execPath, '../../lib/node_modules/npm/bin/npm-cli.js');
  return existsSync(beside) ? run(process.execPath, [beside, ...args], options) : run('npm', args, options);
}
