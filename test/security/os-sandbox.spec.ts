import { type ChildProcess, spawn } from 'node:child_process';
import { chown, copyFile, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronRuntime } from '../../resources/tooling/electron-runtime.mjs';
import { expect, root, test } from '../e2e/fixtures';
import { removeFolder } from '../helpers/remove-folder';

/**
 * Chromium's sandbox as the operating system sees it: started without `--no-sandbox`, as an ordinary user.
 * Where the tests run as root (containers), the program is started as `nobody`; root cannot have the sandbox.
 */

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

interface ProcessStatus {
  readonly type: string;
  readonly fields: Readonly<Record<string, string>>;
}

async function startAsOrdinaryUser(home: string): Promise<ChildProcess> {
  const { path } = await electronRuntime();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: home,
    CHAINMAIL_HOME: join(home, 'profile'),
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
  };
  if (!isRoot) {
    return spawn(path, [root], { env });
  }
  await chown(home, NOBODY, NOBODY);
  const authority = process.env['XAUTHORITY'];
  if (authority !== undefined) {
    env['XAUTHORITY'] = join(home, 'authority');
    await copyFile(authority, env['XAUTHORITY']);
    await chown(env['XAUTHORITY'], NOBODY, NOBODY);
  }
  return spawn('setpriv', [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', path, root], { env });
}

async function statusOf(pid: string): Promise<ProcessStatus | undefined> {
  try {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    const lines = (await readFile(`/proc/${pid}/status`, 'utf8')).split('\n');
    const fields = Object.fromEntries(
      lines.map((line) => line.split(/:\s*/, 2)).map(([name = '', value = '']) => [name, value]),
    );
    return { type: /--type=(\w+)/.exec(command)?.[1] ?? '', fields };
  } catch {
    return undefined;
  }
}

/** The processes that descend from one, by the parents that each names. */
async function descendants(ancestor: number): Promise<readonly ProcessStatus[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = new Map<string, ProcessStatus>();
  for (const pid of pids) {
    const status = await statusOf(pid);
    if (status !== undefined) {
      all.set(pid, status);
    }
  }
  const isBelow = (pid: string | undefined): boolean =>
    pid !== undefined && (pid === String(ancestor) || isBelow(all.get(pid)?.fields['PPid']));
  return [...all].filter(([pid]) => isBelow(pid)).map(([, status]) => status);
}

test('every page runs in the sandbox of the operating system', async () => {
  test.skip(process.platform !== 'linux', 'reads /proc: Linux only');
  const home = await mkdtemp(join(tmpdir(), 'chainmail-sandbox-'));
  const chainmail = await startAsOrdinaryUser(home);
  let said = '';
  chainmail.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  chainmail.once('error', (error) => {
    said += error.message;
  });

  try {
    const pages = async () =>
      (await descendants(chainmail.pid ?? -1)).filter(({ type }) => type === 'renderer').map(({ fields }) => fields);
    let found = await pages();
    for (let tries = 0; found.length === 0 && tries < 60 && chainmail.exitCode === null; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      found = await pages();
    }
    const cannot = /No usable sandbox|Operation not permitted|ENOENT|EACCES|Permission denied|setuid/i.exec(said)?.[0];
    test.skip(found.length === 0 && cannot !== undefined, `this machine does not allow Chromium's sandbox: ${cannot}`);

    expect(found.length, said).toBeGreaterThanOrEqual(1);
    for (const { Seccomp, NoNewPrivs, CapEff } of found) {
      expect({ Seccomp, NoNewPrivs, CapEff }).toEqual({ Seccomp: '2', NoNewPrivs: '1', CapEff: '0000000000000000' });
    }
  } finally {
    chainmail.kill('SIGTERM');
    await new Promise((resolve) => (chainmail.exitCode === null ? chainmail.once('exit', resolve) : resolve(null)));
    removeFolder(home);
  }
});
