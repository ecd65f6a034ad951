import { writeFileSync } from 'node:fs';

/**
 * A reporter of vitest: what a run came to, as the JSON that `results.mjs` adds up. Beside failed tests it has what vitest's own
 * JSON report leaves out: hooks that failed (a clean-up after the last test), and errors that belong to no test.
 *
 * `CHAINMAIL_TEST_REPORT` names the file.
 */
export default class Report {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((one) => [...one.children.allTests()]);
    const suites = modules.flatMap((one) => [one, ...one.children.allSuites()]);
    const count = (state) => tests.filter((test) => test.result().state === state).length;
    const failures = [
      ...tests.filter((test) => test.result().state === 'failed').map(testFailure),
      ...suites.flatMap((suite) => suite.errors().map((error) => failure(nameOf(suite), error))),
      ...unhandledErrors.map((error) => failure('An error that belongs to no test', error)),
    ];
    const flaky = tests.filter((test) => test.diagnostic()?.flaky === true).map(testFailure);
    const report = { passed: count('passed'), failed: failures.length, skipped: count('skipped'), failures, flaky };
    writeFileSync(process.env.CHAINMAIL_TEST_REPORT, JSON.stringify(report));
  }
}

function testFailure(test) {
  return failure(`${test.module.relativeModuleId} › ${test.fullName}`, test.result().errors?.at(-1));
}

/** A suite has its name and its file's; a file only the latter. */
function nameOf({ fullName, module, relativeModuleId }) {
  return relativeModuleId ?? `${module.relativeModuleId} › ${fullName}`;
}

/** The message, what came beside what was expected, and where in our own files. */
function failure(name, error) {
  const { message = '', diff = '', stack = '' } = error ?? {};
  const places = stack.split('\n').filter((line) => /^\s*at /.test(line) && !line.includes('node_modules'));
  return { name, why: [message, diff, ...places].join('\n') };
}
