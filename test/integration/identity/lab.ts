/** What the identity tests share: openssl in a folder, files in and out, failures by their sentence. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import { tempFolder } from '../../helpers/temp-folder';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
export const hasPdfsig = spawnSync('pdfsig', ['-v']).error === undefined;
export const hasSshKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

export interface Workbench {
  readonly folder: string;
  readonly path: (name: string) => string;
  readonly write: (name: string, content: string | Uint8Array) => string;
  readonly read: (name: string) => string;
  /** Runs openssl there; throws with its own words when it fails. */
  readonly openssl: (...words: readonly string[]) => string;
}

export function workbench(label: string): Workbench {
  const folder = tempFolder(label);
  const path = (name: string) => join(folder, name);
  return {
    folder,
    path,
    write: (name, content) => {
      writeFileSync(path(name), content);
      return path(name);
    },
    read: (name) => readFileSync(path(name), 'utf8'),
    openssl: (...words) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe', encoding: 'utf8' }),
  };
}

/** The code and sentence of a failure that a person can act on. */
export async function failureOf(work: Promise<unknown>): Promise<{ readonly code: string; readonly sentence: string }> {
  try {
    await work;
    return { code: 'accepted', sentence: '' };
  } catch (error) {
    return error instanceof FailureError ? error.failure : { code: 'not a failure', sentence: String(error) };
  }
}
