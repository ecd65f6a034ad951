import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/**
 * What the test stages report, added up. A stage that left no report, or whose program failed although its report shows
 * no failure, counts as one failed test: silence is never taken for success.
 */

/** @typedef {{ name: string, why: string }} Failure a failed test, and what it said */
/**
 * `flaky` are tests that passed at a later attempt: told, and not counted as failed.
 * @typedef {{ passed: number, failed: number, skipped: number, failures?: readonly Failure[], flaky?: readonly Failure[] }} Count
 */

/** Of what a failed test said, the closing list repeats so much; the whole stands where the test ran. */
const linesOfWhy = 25;

/** @returns {Count} */
export function oneTest(passed, name, why = '') {
  if (passed) {
    return { passed: 1, failed: 0, skipped: 0 };
  }
  return { passed: 0, failed: 1, skipped: 0, failures: [{ name, why }] };
}

/** @type {Count} */
export const oneSkipped = { passed: 0, failed: 0, skipped: 1 };

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export function sum(counts) {
  const total = (key) => counts.reduce((value, count) => value + count[key], 0);
  return {
    passed: total('passed'),
    failed: total('failed'),
    skipped: total('skipped'),
    failures: counts.flatMap((count) => count.failures ?? []),
    flaky: counts.flatMap((count) => count.flaky ?? []),
  };
}

/** @param {Count} count */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * The failed tests by name, each with the beginning of what it said: in a log of which only the end was kept, too.
 * @param {Count} count
 */
export function failureList({ failures = [], flaky = [] }) {
  const entry = (sign) => (one) => {
    const lines = stripVTControlCharacters(one.why)
      .split('\n')
      .filter((line) => line.trim() !== '');
    return [`${sign} ${one.name}`, ...lines.slice(0, linesOfWhy).map((line) => `    ${line}`)];
  };
  return [...flaky.flatMap(entry('passed only at a later attempt:')), ...failures.flatMap(entry('✘'))];
}

/**
 * @param {string} file what `vitest-report.mjs` wrote
 * @param {number} status exit status of vitest
 * @returns {Count}
 */
export function vitestCount(file, status) {
  return readReport(file, status, (report) => report);
}

/**
 * @param {string} file the report of Playwright's reporter `json`
 * @param {number} status exit status of Playwright
 * @returns {Count}
 */
export function playwrightCount(file, status) {
  return readReport(file, status, ({ stats, errors, suites }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    failures: [
      ...errors.map((error) => ({ name: 'Playwright', why: error.message ?? '' })),
      ...specsThatWere('unexpected', suites),
    ],
    flaky: specsThatWere('flaky', suites),
  }));
}

/** @returns {Failure[]} */
function specsThatWere(wanted, suites) {
  return suites.flatMap(specsOf).flatMap(({ file: path, title, tests }) =>
    tests
      .filter(({ status }) => status === wanted)
      .map(({ results }) => {
        const why = results.findLast(({ error }) => error !== undefined)?.error.message ?? '';
        return { name: `${path} › ${title}`, why };
      }),
  );
}

/** The tests of a Playwright suite and of those inside of it. */
function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

function readReport(file, status, read) {
  try {
    const count = read(JSON.parse(readFileSync(file, 'utf8')));
    return status !== 0 && count.failed === 0 ? sum([count, oneTest(false, file, `exit status ${status}`)]) : count;
  } catch {
    return oneTest(false, file, 'There is no report that can be read.');
  }
}
