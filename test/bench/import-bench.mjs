/**
 * `npm run bench -- 6k 100k 1m packets page journal window`: import, opening, search and re-verification, beside other programs on the same messages.
 * `packets` are of 100 and 1,000 exhibits, `page` is verify.html on 20,000 files, `journal` a
 * custody journal of 100,000 entries, `window` the real window on 100,000 messages.
 * `1m:mbox`: the mbox alone and nobody beside it, which takes half an hour instead of half a day.
 * `window:2k`: a trial of the window's bench on fewer messages, whose numbers are printed and kept nowhere.
 *
 * Results go to build/bench/<size>.json; docs/performance.md is written from all results that are there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { ensureBuilt } from '../../resources/tooling/build.mjs';
import { findProgram } from '../../resources/tooling/lib/child.mjs';
import { withDisplay } from '../../resources/tooling/lib/display.mjs';
import { runPlaywright } from '../../resources/tooling/lib/playwright.mjs';
import { makeMail } from './make-mail.mjs';
import { peers } from './peers.mjs';
import { writeReport } from './report.mjs';
import { windowLines } from './report-named.mjs';
import { analysisOf, inTurns, medians, turnsFor } from './turns.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** A case is made by the version that opens it: another one would compute its catalogue anew before it shows a row. */
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const results = join(root, 'build/bench');

/** Engine and worker as they are shipped: the same bundler, the same target. */
async function buildParts() {
  const outDir = join(root, 'build/bench/parts');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { __CHAINMAIL_VERSION__: JSON.stringify(version) },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rollupOptions: {
        input: {
          child: join(root, 'test/bench/bench-child.ts'),
          analysis: join(root, 'test/bench/analysis-child.ts'),
          page: join(root, 'test/bench/verify-page-child.ts'),
          journal: join(root, 'test/bench/journal-child.ts'),
          worker: join(root, 'electron/workers/message-worker.ts'),
        },
        external: (id) => !id.startsWith('.') && !id.startsWith('/'),
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  const worker = pathToFileURL(join(outDir, 'worker.mjs')).href;
  return {
    child: join(outDir, 'child.mjs'),
    analysis: join(outDir, 'analysis.mjs'),
    page: join(outDir, 'page.mjs'),
    journal: join(outDir, 'journal.mjs'),
    worker,
  };
}

const ours = (parts, step, dir, path = '') => child([parts.child, step, dir, parts.worker, path], step);

function child(words, step) {
  const load = loadavg()[0];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { maxBuffer: 1 << 26 });
  if (status !== 0) {
    throw new Error(`${step} failed: ${stderr}`);
  }
  return { ...JSON.parse(stdout.toString()), load };
}

/** Wall-clock seconds, CPU seconds and peak memory, by GNU time where it is. */
function timed(command, env = {}) {
  const load = loadavg()[0];
  const gnu = existsSync('/usr/bin/time');
  const words = gnu ? ['/usr/bin/time', '-f', '%e %U %S %M', ...command] : command;
  const before = performance.now();
  const { status, stderr } = spawnSync(words[0], words.slice(1), {
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - before) / 1000;
  const [, user = 0, system = 0, kb = 0] = gnu
    ? stderr.toString().trim().split('\n').at(-1).split(' ').map(Number)
    : [];
  return { seconds, cpu: user + system, peakMb: kb / 1024, load, ok: status === 0 };
}

async function measure(label, count, parts, isMboxOnly) {
  const folder = mkdtempSync(join(process.env.CHAINMAIL_BENCH_DIR ?? tmpdir(), 'chainmail-bench-'));
  try {
    process.stderr.write(`${label}: making ${count} messages\n`);
    const mail = await makeMail(folder, count, !isMboxOnly);
    const result = {
      label,
      messages: count,
      bytes: mail.bytes,
      date: new Date().toISOString(),
      machine: machine(),
      revision: revision(),
    };
    const turns = turnsFor(count);
    const kinds = isMboxOnly ? { mbox: mail.mbox } : { mbox: mail.mbox, maildir: mail.maildir };
    const others = isMboxOnly ? [] : peers(folder, mail);
    const told = (name, turn) => process.stderr.write(`${label}: ${name}, turn ${turn} of ${turns}\n`);
    const imported = inTurns(turns, [...importSteps(parts, folder, kinds), ...others.map(peerStep)], told);
    const read = inTurns(turns, readingSteps(parts, folder, kinds), told);
    const timesOf = medians({ ...imported, ...read });
    const versions = others.map(({ name, version }) => [name, { version, ...timesOf[name] }]);
    const steps = Object.fromEntries(
      Object.entries(timesOf).filter(([name]) => !others.some((one) => one.name === name)),
    );
    const alone = isMboxOnly ? undefined : analysisAlone(parts, join(mail.maildir, 'cur'), turns, told);
    return { ...result, turns, steps, alone, others: Object.fromEntries(versions) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each kind of mail into a new case. */
function importSteps(parts, folder, kinds) {
  return Object.entries(kinds).map(([kind, path]) => [
    `import ${kind}`,
    () => {
      const dir = join(folder, `${kind}.chainmail`);
      rmSync(dir, { recursive: true, force: true });
      ours(parts, 'create', dir);
      return ours(parts, 'import', dir, path);
    },
  ]);
}

/** What is done with the cases of the last turn of `importSteps`. */
function readingSteps(parts, folder, kinds) {
  const empty = join(folder, 'empty.chainmail');
  ours(parts, 'create', empty);
  const dir = join(folder, 'mbox.chainmail');
  const verifications = Object.keys(kinds).flatMap((kind) => {
    const own = join(folder, `${kind}.chainmail`);
    const sums = `find '${join(own, 'objects')}' -type f -print0 | xargs -0 sha256sum > /dev/null`;
    return [
      [`verify ${kind}`, () => ours(parts, 'verify', own)],
      [`sha256sum ${kind}`, () => timed(['sh', '-c', sums])],
    ];
  });
  return [
    ['open empty', () => ours(parts, 'open', empty)],
    ['open', () => ours(parts, 'open', dir)],
    ['search', () => ours(parts, 'search', dir)],
    ...verifications,
  ];
}

function peerStep({ name, prepare, command, env }) {
  return [
    name,
    () => {
      prepare?.();
      return timed(command, env);
    },
  ];
}

/** The analysis on one thread beside mailparser, on the messages of `folder`. */
function analysisAlone(parts, folder, turns, told) {
  const mailparser = fileURLToPath(new URL('mailparser-alone.mjs', import.meta.url));
  const results = inTurns(
    turns,
    [
      ['analysis', () => child([parts.analysis, folder], 'analysis')],
      ['mailparser alone', () => child([mailparser, folder], 'mailparser')],
    ],
    told,
  );
  return analysisOf(results.analysis, results['mailparser alone']);
}

function revision() {
  return spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root }).stdout?.toString().trim() ?? '';
}

function machine() {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model ?? '',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.version,
  };
}

/** Packets of so many exhibits: built, verified, and verified by the programs that a recipient has. */
async function measurePackets(counts, parts) {
  return await inFolder(async (folder) => {
    const mail = await makeMail(folder, Math.max(...counts));
    const packets = [];
    for (const count of counts) {
      process.stderr.write(`packet of ${count} exhibits\n`);
      const dir = join(folder, `${count}.chainmail`);
      const out = join(folder, `packet-${count}`);
      ours(parts, 'create', dir);
      ours(parts, 'import', dir, mail.mbox);
      ours(parts, 'exhibits', dir, String(count));
      const built = ours(parts, 'export', dir, out);
      const verified = ours(parts, 'verify-packet', dir, out);
      const sums = timed([
        'sh',
        '-c',
        `cd '${out}' && sha256sum --quiet -c manifest-sha256.txt tagmanifest-sha256.txt`,
      ]);
      packets.push({ exhibits: count, built, verified, sums });
    }
    return { packets };
  });
}

/** The page that checks a packet, in a browser, on a packet of many files. */
async function measurePage(files, parts) {
  const browser = findProgram('chromium') ?? findProgram('chromium-browser') ?? findProgram('google-chrome');
  if (browser === undefined) {
    throw new Error('no Chromium is installed');
  }
  return await inFolder(async (folder) => child([parts.page, folder, String(files), browser], 'page'));
}

/** The real window on a case of so many messages; see window.ts. */
async function measureWindow(count, parts) {
  return await inFolder(async (folder) => {
    const mail = await makeMail(folder, count, false);
    const dir = join(folder, 'large.chainmail');
    const empty = join(folder, 'empty.chainmail');
    ours(parts, 'create', empty);
    ours(parts, 'create', dir);
    ours(parts, 'import', dir, mail.mbox);
    return await measureWindowOf({ dir, empty });
  });
}

/** The same of cases that are there. */
async function measureWindowOf({ dir, empty }) {
  const target = join(results, 'window-times.json');
  await ensureBuilt();
  const load = loadavg()[0];
  const task = JSON.stringify({ dir, empty, results: target });
  const { status } = await withDisplay((env) =>
    runPlaywright(['--project=bench', '--reporter=list'], { ...env, CHAINMAIL_WINDOW_BENCH: task }),
  );
  if (status !== 0) {
    throw new Error('the window could not be measured');
  }
  const times = JSON.parse(readFileSync(target, 'utf8'));
  rmSync(target);
  return { ...times, load };
}

async function inFolder(work) {
  const folder = mkdtempSync(join(process.env.CHAINMAIL_BENCH_DIR ?? tmpdir(), 'chainmail-bench-'));
  try {
    return { ...(await work(folder)), date: new Date().toISOString(), machine: machine(), revision: revision() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const PACKET_SIZES = [100, 1_000];
const PAGE_FILES = 20_000;
const JOURNAL_ENTRIES = 100_000;
const WINDOW_MESSAGES = 100_000;

/** What is measured by a name, not by a number of messages. */
const NAMED = {
  packets: (parts) => measurePackets(PACKET_SIZES, parts),
  page: (parts) => measurePage(PAGE_FILES, parts),
  journal: (parts) => inFolder(() => child([parts.journal, String(JOURNAL_ENTRIES)], 'journal')),
  window: (parts) => measureWindow(WINDOW_MESSAGES, parts),
};

/** `6k`, `100000`, `1m` as a number. */
function manyOf(size) {
  const [, digits, unit] = /^(\d+)([km]?)$/i.exec(size) ?? [];
  return Number(digits) * { k: 1_000, m: 1_000_000, '': 1 }[(unit ?? '').toLowerCase()];
}

const asked = process.argv.slice(2);
const parts = await buildParts();
mkdirSync(results, { recursive: true });
for (const label of asked.length === 0 ? ['6k'] : asked) {
  const [size, part] = label.split(':');
  if (size === 'window' && part !== undefined) {
    process.stdout.write(windowLines(await measureWindow(manyOf(part), parts)).join('\n'));
    continue;
  }
  const count = size === '6k' ? 6_046 : manyOf(size);
  const result = Object.hasOwn(NAMED, label)
    ? await NAMED[label](parts)
    : await measure(size, count, parts, part === 'mbox');
  writeFileSync(join(results, `${size}.json`), `${JSON.stringify(result, null, 2)}\n`);
  writeReport(results, join(root, 'docs/performance.md'));
}
