import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { withDisplay } from './lib/display.mjs';
import { results, root } from './lib/paths.mjs';
import { runPlaywright } from './lib/playwright.mjs';
import * as count from './lib/results.mjs';
import { runProgram, Stop, sentenceOf } from './lib/say.mjs';
import { runVitest } from './lib/vitest.mjs';
import { ensureReady } from './setup.mjs';

/**
 * `npm run torture [-- --only R1,R3] [--seed N]`: the promises about durability and of the parsers, with the numbers of a release. The same tests run
 * with smaller numbers in `npm test`. The last line is `N passed, N failed, N skipped`; what a machine cannot do (loop devices,
 * a C compiler) is said and counted as skipped. docs/durability.md tells what each goal promises.
 */

/** Hours, on two free cores; whatever takes longer hangs. */
const limitSeconds = 8 * 60 * 60;

const storage = (name) => `test/integration/storage/${name}.test.ts`;
const crashStates = [storage('crash-states'), 'test/integration/cli/crash-states.test.ts'];

/**
 * What is promised, and the tests that hold it.
 * @type {Record<string, { title: string, files?: readonly string[], window?: string }>}
 */
const goals = {
  R1: {
    title: 'Kills at any moment',
    files: [storage('kill'), 'test/integration/ingest/kill.test.ts', ...crashStates],
  },
  R2: { title: 'Kills of the whole window during an import', window: 'killed' },
  R3: { title: 'Power cuts', files: [storage('power-cut'), ...crashStates] },
  R4: { title: 'Every n-th file operation fails', files: [storage('fault')] },
  R5: { title: 'Full disks', files: [storage('full-disk')] },
  R6: { title: 'Two programs on one case', files: [storage('lock')] },
  R7: { title: 'Tampering', files: [storage('tamper'), storage('checkpoints')] },
  R8: { title: 'Views made anew', files: [storage('recovery'), 'test/integration/ingest/rebuild.test.ts'] },
  R9: { title: '100,000 messages', files: ['test/integration/ingest/large-case.test.ts'] },
  R12: { title: 'Zones, languages and clocks', files: ['test/integration/cli/settings.test.ts'] },
  R13: { title: 'Rights and planted links', files: [storage('planted-links'), storage('recovery')] },
  R14: { title: 'Other inputs for each property', files: testsOf('unit').filter(hasProperties) },
};

/** @param {string} project */
function testsOf(project) {
  const names = readdirSync(join(root, 'test', project), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/${project}/${name.replaceAll('\\', '/')}`);
}

/** @param {string} file */
function hasProperties(file) {
  return readFileSync(join(root, file), 'utf8').includes("helpers/properties'");
}

await runProgram(async () => {
  const { only, seed } = readArguments(process.argv.slice(2));
  process.env.CHAINMAIL_TORTURE = '1';
  process.env.CHAINMAIL_SEED = String(seed);
  console.log(`Seed ${seed}: npm run torture -- --only ${only.join(',')} --seed ${seed} runs the same again.`);
  mkdirSync(results, { recursive: true });
  await ensureReady({ need: only.includes('R2') ? 'tests' : 'command-line' });
  await ensureBuilt();
  const total = count.sum(await runGoals(only));
  console.log(['', ...count.failureList(total), count.closingLine(total)].join('\n'));
  return total.failed > 0 ? 1 : 0;
});

/** @param {readonly string[]} words */
function readArguments(words) {
  const given = new Map();
  const rest = words.flatMap((word) =>
    word.includes('=') ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : [word],
  );
  for (let n = 0; n < rest.length; n += 2) {
    given.set(rest[n], rest[n + 1] ?? '');
  }
  const only = given.get('--only')?.split(',') ?? Object.keys(goals);
  const seed = Number(given.get('--seed') ?? Math.floor(Math.random() * 2 ** 31));
  const isUsage = [...given.keys()].every((name) => ['--only', '--seed'].includes(name));
  if (!isUsage || !only.every((name) => name in goals) || !Number.isInteger(seed)) {
    throw new Stop(
      `Usage: npm run torture [-- --only GOAL,…] [--seed N]; the goals are ${Object.keys(goals).join(', ')}.`,
    );
  }
  return { only, seed };
}

/** A file that stands for several goals runs once. */
async function runGoals(names) {
  const done = new Set();
  const counts = [];
  for (const [n, name] of names.entries()) {
    const { title, files = [], window } = goals[name];
    const fresh = files.filter((file) => !done.has(file));
    console.log(`\n== ${name} ${title} (${n + 1} of ${names.length})`);
    for (const file of files.filter((one) => done.has(one))) {
      console.log(`   ${file} has run above`);
    }
    const started = performance.now();
    const result = await guarded(title, () => (window === undefined ? vitest(name, fresh) : endToEnd(window)));
    for (const file of fresh) {
      done.add(file);
    }
    counts.push(result);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`-- ${name} ${title}: ${count.closingLine(result)} (${seconds} s)`);
  }
  return counts;
}

async function guarded(title, work) {
  try {
    return await work();
  } catch (error) {
    console.log(`This goal could not be tried: ${sentenceOf(error).split('\n')[0]}`);
    return count.oneTest(false, title, sentenceOf(error));
  }
}

async function vitest(name, files) {
  if (files.length === 0) {
    return count.sum([]);
  }
  const words = [...files, '--testTimeout', String(limitSeconds * 1000)];
  return await runVitest(words, freshReport(`torture-${name}.json`), limitSeconds);
}

async function endToEnd(title) {
  const report = freshReport('torture-window.json');
  process.env.CHAINMAIL_E2E_RESULTS = report;
  const args = ['--project=e2e', 'test/e2e/case.spec.ts', '--grep', title];
  const { status } = await withDisplay((env) => runPlaywright(args, env));
  return count.playwrightCount(report, status);
}

function freshReport(name) {
  const file = join(results, name);
  rmSync(file, { force: true });
  return file;
}
