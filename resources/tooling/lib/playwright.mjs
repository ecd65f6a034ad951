import { join } from 'node:path';
import { run } from './child.mjs';
import { modules, root } from './paths.mjs';

/** Playwright as a program of its own; test/e2e/fixtures.ts then opens the Electron that electron-runtime.mjs chooses. */

/**
 * The command line that runs Playwright, for those who start it through another program.
 * @param {readonly string[]} args of `playwright test`
 * @returns {string[]} program and arguments
 */
export function playwrightCommand(args) {
  return [process.execPath, join(modules, '@playwright/test/cli.js'), 'test', ...args];
}

/**
 * Runs `playwright test` and shows what it says.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env an environment in which windows can open
 * @returns {Promise<import('./child.mjs').Outcome>}
 */
export async function runPlaywright(args, env) {
  const [program, ...rest] = playwrightCommand(args);
  return await run(program, rest, { cwd: root, env });
}
