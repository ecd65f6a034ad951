import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './child.mjs';
import { modules, root } from './paths.mjs';
import { vitestCount } from './results.mjs';

const reporter = fileURLToPath(new URL('vitest-report.mjs', import.meta.url));

/**
 * Runs vitest with these words.
 * @param {readonly string[]} words
 * @param {string} report the file that its results go to
 * @param {number} limitSeconds
 */
export async function runVitest(words, report, limitSeconds) {
  const reporters = ['--reporter=default', `--reporter=${reporter}`];
  const { status } = await run(process.execPath, [join(modules, 'vitest/vitest.mjs'), 'run', ...words, ...reporters], {
    cwd: root,
    // vitest would colour a CI log, too.
    env: { ...process.env, CHAINMAIL_TEST_REPORT: report, ...(!process.stdout.isTTY && { NO_COLOR: '1' }) },
    limitSeconds,
  });
  return vitestCount(report, status);
}
