/** Runs programs under `oplog` and reads what they did to a folder. */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath, platform } from 'node:process';
import { readTrace, type Trace } from './trace';

/** One record of several programs, one after the other. */
export class Recording {
  /** Only what happens below it is recorded. */
  readonly folder: string;
  readonly #library: string;
  readonly #file: string;

  /** @param folder made here, so that nothing in it comes from before the record */
  constructor(library: string, folder: string) {
    mkdirSync(folder);
    this.folder = folder;
    this.#library = library;
    this.#file = `${folder}.oplog`;
  }

  /**
   * Runs a program to its end.
   *
   * @param words the program and its arguments, for this Node
   * @throws Error where it fails
   */
  run(words: readonly string[], variables: NodeJS.ProcessEnv = {}): void {
    const recorded = { LD_PRELOAD: this.#library, OPLOG_DIR: this.folder, OPLOG_FILE: this.#file };
    const { status, stderr } = spawnSync(execPath, words, {
      env: { ...env, ...variables, ...recorded },
      encoding: 'utf8',
    });
    if (status !== 0) {
      throw new Error(`the recorded program ended with ${status}: ${stderr}`);
    }
  }

  /** A line as if the program had said it now. */
  say(line: string): void {
    appendFileSync(this.#file, `S ${Buffer.byteLength(line) + 1}\n${line}\n\n`);
  }

  trace(): Trace {
    return readTrace(readFileSync(this.#file), this.folder);
  }
}

/**
 * Compiles a preload library.
 *
 * @returns why it cannot be had here; null when it lies at `library`
 */
export function compileLibrary(source: string, library: string): string | null {
  if (platform !== 'linux') {
    return 'the preload library is for Linux';
  }
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, join('test/tools', source), '-ldl', '-lpthread'], {
      stdio: 'pipe',
    });
    return null;
  } catch (error) {
    return `no C compiler (${error instanceof Error ? error.message.split('\n')[0] : ''})`;
  }
}
