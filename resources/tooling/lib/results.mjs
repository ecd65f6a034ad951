import { readFileSync } from 'node:fs';

/**
 * What the test stages report, added up. A stage that left no report, or whose program failed although its report shows
 * no failure, counts as one failed test: silence is never taken for success.
 */

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** @returns {Count} */
export function oneTest(passed) {
  return passed ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** @type {Count} */
export const oneSkipped = { passed: 0, failed: 0, skipped: 1 };

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export function sum(counts) {
  const total = (key) => counts.reduce((value, count) => value + count[key], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/** @param {Count} count */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * @param {string} file the report of vitest's reporter `json`
 * @param {number} status exit status of vitest
 * @returns {Count}
 */
export function vitestCount(file, status) {
  return readReport(file, status, (report) => {
    const unloadable = report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0);
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloadable.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  });
}

/**
 * A test that passed at its second attempt has passed; Playwright names it among the last lines, as `flaky`.
 * @param {string} file the report of Playwright's reporter `json`
 * @param {number} status exit status of Playwright
 * @returns {Count}
 */
export function playwrightCount(file, status) {
  return readReport(file, status, ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }));
}

function readReport(file, status, read) {
  try {
    const count = read(JSON.parse(readFileSync(file, 'utf8')));
    return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  } catch {
    return oneTest(false);
  }
}
