/** Runs the built command line as a person would: one process for each command, a profile of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { removeFolder } from '../../helpers/remove-folder';

export const PROGRAM = resolve('build/app/node/chainmail.js');

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output read as one JSON object. */
  readonly json: Record<string, unknown>;
}

export interface CommandLine {
  readonly folder: string;
  readonly run: (
    words: readonly string[],
    options?: { readonly input?: string | Buffer; readonly env?: NodeJS.ProcessEnv },
  ) => Ran;
  readonly remove: () => void;
}

export function commandLine(): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'chainmail-cli-'));
  const env = {
    ...process.env,
    CHAINMAIL_HOME: join(folder, 'home'),
    CHAINMAIL_PASSPHRASE: 'correct horse battery staple',
  };
  return {
    folder,
    run: (words, options = {}) => {
      const ran = spawnSync(process.execPath, [PROGRAM, ...words], {
        env: { ...env, ...options.env },
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        ...(options.input === undefined ? {} : { input: options.input }),
      });
      return { status: ran.status, stdout: ran.stdout, stderr: ran.stderr, json: parse(ran.stdout) };
    },
    remove: () => removeFolder(folder),
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
