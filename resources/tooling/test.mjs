import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { describeRuntime } from './electron-runtime.mjs';
import { run } from './lib/child.mjs';
import { withDisplay } from './lib/display.mjs';
import { modules, results, root } from './lib/paths.mjs';
import { playwrightCommand, runPlaywright } from './lib/playwright.mjs';
import * as count from './lib/results.mjs';
import { runProgram, Stop, sentenceOf } from './lib/say.mjs';
import { runVitest } from './lib/vitest.mjs';
import { ensureReady } from './setup.mjs';

/**
 * `npm test`: everything that has to hold, from a fresh checkout on. The last line is `N passed, N failed, N skipped`, all stages
 * added up; the exit status is 1 if anything failed. `npm test -- --only unit,e2e` runs the named stages.
 */

/** A stage that takes longer hangs: several times what the longest one takes on two free cores. */
const limitSeconds = 60 * 60;

/** @typedef {import('./lib/results.mjs').Count} Count */
/** @typedef {{ runtime?: import('./electron-runtime.mjs').Runtime, built?: boolean }} Ground what earlier steps found out */

/**
 * In the order in which they run. `needs` names what a stage cannot do without; where that is missing the stage has failed.
 * @type {Record<string, { title: string, needs: readonly ('build' | 'window')[], run: (ground: Ground) => Promise<Count> }>}
 */
const stages = {
  lint: { title: 'Lint and format', needs: [], run: () => check('@biomejs/biome/bin/biome', biomeArgs) },
  types: { title: 'Types', needs: [], run: () => check('typescript/bin/tsc', ['-b']) },
  unit: { title: 'Unit tests', needs: [], run: () => vitest('unit') },
  integration: { title: 'Integration tests', needs: ['build'], run: () => vitest('integration') },
  e2e: { title: 'The whole application in its window', needs: ['build', 'window'], run: endToEnd },
  packed: { title: 'The packed application', needs: ['build', 'window'], run: packedApplication },
};

const biomeArgs = ['check', '--error-on-warnings', '.'];

await runProgram(async () => {
  let total;
  try {
    total = await runStages(wantedStages(process.argv.slice(2)));
  } catch (error) {
    console.log(sentenceOf(error));
    total = count.oneTest(false, 'npm test', sentenceOf(error));
  }
  console.log(['', ...count.failureList(total), count.closingLine(total)].join('\n'));
  return total.failed > 0 ? 1 : 0;
});

/** @param {readonly string[]} args */
function wantedStages(args) {
  const names = Object.keys(stages);
  if (args.length === 0) {
    return names;
  }
  const [option, list = '', ...rest] = args[0].startsWith('--only=')
    ? ['--only', args[0].slice(7), ...args.slice(1)]
    : args;
  const wanted = list.split(',');
  if (option !== '--only' || rest.length > 0 || !wanted.every((name) => names.includes(name))) {
    throw new Stop(`Usage: npm test [-- --only STAGE,…]; the stages are ${names.join(', ')}.`);
  }
  return names.filter((name) => wanted.includes(name));
}

async function runStages(names) {
  mkdirSync(results, { recursive: true });
  const needs = new Set(names.flatMap((name) => stages[name].needs));
  const { ground, missing } = await prepare(needs);
  const counts = [];
  for (const name of names) {
    const { title, needs: own, run: work } = stages[name];
    const started = performance.now();
    console.log(`\n== ${title}`);
    const lacking = own.find((need) => missing[need] !== undefined);
    const result =
      lacking === undefined ? await guarded(title, () => work(ground)) : failedFor(title, missing[lacking]);
    counts.push(result);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`-- ${title}: ${count.closingLine(result)} (${seconds} s)`);
  }
  // A build that fails is a failure of its own, whatever else was asked for.
  return count.sum(
    missing.build === undefined ? counts : [...counts, count.oneTest(false, 'The build', missing.build)],
  );
}

/** Sets up and builds as far as the wanted stages need it; collects what could not be had. Without dependencies nothing can run. */
async function prepare(needs) {
  await ensureReady({ need: 'command-line' });
  const missing = {};
  const ground = {};
  if (needs.size > 0) {
    await collect(missing, 'window', async () => {
      const { runtime } = await ensureReady({ need: 'tests' });
      ground.runtime = runtime;
      console.log(describeRuntime(runtime));
    });
    await collect(missing, 'build', async () => {
      const { built, seconds } = await ensureBuilt();
      console.log(built ? `Built in ${seconds.toFixed(1)} s` : 'The build is up to date');
    });
  }
  return { ground, missing };
}

async function collect(missing, name, work) {
  try {
    await work();
  } catch (error) {
    missing[name] = sentenceOf(error);
    console.log(missing[name]);
  }
}

async function guarded(title, work) {
  try {
    return await work();
  } catch (error) {
    return failedFor(title, sentenceOf(error));
  }
}

function failedFor(title, reason) {
  console.log(`This stage could not run: ${reason.split('\n')[0]}`);
  return count.oneTest(false, title, reason);
}

/** A tool that says yes or no counts as one test. */
async function check(script, args) {
  const { status } = await run(process.execPath, [join(modules, script), ...args], { cwd: root, limitSeconds });
  return count.oneTest(status === 0, script, 'What it says stands above.');
}

async function vitest(project) {
  return await runVitest(['--project', project], freshReport(`vitest-${project}.json`), limitSeconds);
}

/** The end-to-end and security tests, in a network namespace that counts packets wherever the machine allows one. */
async function endToEnd() {
  const { countedCommand, readCount, whyNotCountable } = await import('../../test/security/offline/count.mjs');
  const report = freshReport('playwright.json');
  const args = ['--project=e2e', '--project=security', '--retries=2'];
  process.env.CHAINMAIL_E2E_RESULTS = report;
  const reason = await whyNotCountable();
  if (reason !== undefined) {
    console.log(`Two tests are skipped, no packets are counted: ${reason}.`);
    const { status } = await withDisplay((env) => runPlaywright(args, env));
    return count.sum([count.playwrightCount(report, status), count.oneSkipped, count.oneSkipped]);
  }
  const countFile = freshReport('packets.json');
  const [program, ...rest] = countedCommand(countFile, playwrightCommand(args));
  const { status } = await run(program, rest, { cwd: root, limitSeconds });
  const tests = count.playwrightCount(report, status);
  return count.sum([tests, ...packetTests(readCount(countFile))]);
}

/** @param {import('../../test/security/offline/count.mjs').Count | undefined} found */
function packetTests(found) {
  if (found === undefined) {
    const sentence = 'the packet count did not come to its end';
    return [verdict(false, sentence), verdict(false, sentence)];
  }
  const { packets, datagrams, multicast, sought, controlPackets } = found;
  const silent = packets === 0 && datagrams === 0;
  const groups = multicast === 0 ? '' : `, ${multicast} to multicast groups`;
  const addresses = sought.length === 0 ? '' : `, looking for ${sought.join(', ')}`;
  return [
    verdict(
      silent,
      `no packet during the end-to-end run: ${packets} packets, ${datagrams} datagrams${groups}${addresses}`,
    ),
    verdict(controlPackets > 0, `the control sends packets: ${controlPackets} from an unprotected application`),
  ];
}

/** Packs the application into a folder, reads its fuses, and starts it. */
async function packedApplication({ runtime }) {
  const { packFolder } = await import('./dist.mjs');
  const { checkFuses, checkStart } = await import('./dist-smoke.mjs');
  const executable = await packFolder(runtime);
  const fuses = await checkFuses(executable);
  const start = await withDisplay((env) => checkStart(executable, env));
  return count.sum([verdict(fuses.ok, fuses.sentence), verdict(start.ok, start.sentence)]);
}

function verdict(ok, sentence) {
  console.log(`  ${ok ? '✓' : '✘'} ${sentence}`);
  return count.oneTest(ok, sentence);
}

function freshReport(name) {
  const file = join(results, name);
  rmSync(file, { force: true });
  return file;
}
