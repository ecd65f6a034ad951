import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './paths.mjs';

/** What the tooling says to people: whole sentences on standard error, so that standard output stays the program's. */

/** Ends a program with one sentence for people and an exit status. */
export class Stop extends Error {
  /**
   * @param {string} sentence what happened and what to do about it
   * @param {number} [status] exit status; 2 means that the environment or the usage is wrong
   */
  constructor(sentence, status = 2) {
    super(sentence);
    this.name = 'Stop';
    this.status = status;
  }
}

/**
 * Says one line on standard error.
 * @param {string} sentence
 */
export function notice(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Puts an error into one sentence. The stack of an unexpected one goes to a file, never to the screen.
 * @param {unknown} error
 * @returns {string}
 */
export function sentenceOf(error) {
  if (error instanceof Stop) {
    return error.message;
  }
  const message = error instanceof Error ? error.message : String(error);
  try {
    mkdirSync(build, { recursive: true });
    const file = join(build, 'last-error.txt');
    writeFileSync(file, `${error instanceof Error ? error.stack : message}\n`);
    return `Something unexpected went wrong: ${message.split('\n')[0]} (details: ${file})`;
  } catch {
    return `Something unexpected went wrong: ${message.split('\n')[0]}`;
  }
}

/**
 * Whether the module is the program that was started, not a part of another one.
 * @param {string} moduleUrl `import.meta.url` of the module
 * @returns {boolean}
 */
export function isProgram(moduleUrl) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(moduleUrl));
}

/**
 * Runs a program's work; a number that it returns becomes the exit status, an error becomes one sentence.
 * @param {() => Promise<number | void>} work
 * @returns {Promise<void>}
 */
export async function runProgram(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    notice(sentenceOf(error));
    process.exitCode = error instanceof Stop ? error.status : 1;
  }
}
