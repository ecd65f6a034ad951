import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { casePaths } from '../../../electron/engine/case/case-paths';
import { completeCatalogue } from '../../../electron/engine/catalogue/complete-catalogue';
import { reviseCase } from '../../../electron/engine/catalogue/revise-case';
import { systemEnvironment } from '../../../electron/engine/environment';
import type { Signer } from '../../../electron/engine/identity/signer';
import { resumeImports } from '../../../electron/engine/ingest/import-evidence';
import { verifyPacket } from '../../../electron/engine/packet/verify-packet';
import { whyHeldBack } from '../../../electron/engine/session/why-held-back';
import { seededRandom } from '../../helpers/random';
import { chosenSeed, scaled } from '../../helpers/scale';
import { tempFolder } from '../../helpers/temp-folder';
import { testSigner } from '../../helpers/test-signer';
import { type CrashState, crashStates } from '../../tools/crash/crash-states';
import { compileLibrary, Recording } from '../../tools/crash/record';
import { tryStates } from '../../tools/crash/try-states';
import { acknowledgedIn, problemsOf } from '../../tools/judge-case';
import { allRows, buildEntry, reopen, type Workbench, workerFile } from '../ingest/workbench';

const SAMPLE = resolve('resources/sample/mail');
/** Nine runs of the program and some dozens of states: measured 90 s with a load of 5 on two cores, 210 s with one of 20. */
const SLOW_MS = scaled(600_000, 4 * 3_600_000);
const PACKETS = ['packet', 'packet.zip'];
const scratch = tempFolder('crash');
const stage = existsSync('/dev/shm') ? tempFolder('crash-stage', '/dev/shm') : tempFolder('crash-stage');
const library = join(scratch, 'oplog.so');
const skipReason = compileLibrary('crash/oplog.c', library);
if (skipReason !== null) {
  console.log(`crash states of the command line skipped: ${skipReason}`);
}

let recording: Recording;
let signer: Signer;
let program: string;
/** What the catalogue tells after the whole run. */
let whole: CatalogueContents;

const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const inFolder = (name: string) => join(recording.folder, name);

/** Runs a verb, then says what stands now: the journal's head and the identity file, and the packet that was built. */
function run(words: readonly string[], packet?: string): void {
  recording.run([program, ...words, '--json'], {
    CHAINMAIL_HOME: inFolder('home'),
    CHAINMAIL_PASSPHRASE: 'correct horse battery staple',
    CHAINMAIL_NEW_PASSPHRASE: 'another horse battery staple',
  });
  recording.say(`K ${sha256(inFolder('home/identity.json'))}`);
  const journal = inFolder('x.chainmail/journal.jsonl');
  if (existsSync(journal)) {
    const lines = readFileSync(journal, 'utf8').split('\n').slice(0, -1);
    recording.say(
      `A ${lines.length - 1} ${createHash('sha256')
        .update(lines.at(-1) ?? '')
        .digest('hex')}`,
    );
  }
  if (packet !== undefined) {
    recording.say(`P ${packet}`);
  }
}

beforeAll(async () => {
  if (skipReason !== null) {
    return;
  }
  program = await builtProgram();
  recording = new Recording(library, join(scratch, 'record'));
  const dir = inFolder('x.chainmail');
  run(['identity', 'create', '--name', 'Jordan Examiner', '--organisation', 'County Example']);
  run(['case', 'create', dir, '--name', 'Crash', '--number', '1']);
  run(['import', dir, join(SAMPLE, 'voters/alaska'), join(SAMPLE, 'reported-to-county.mbox'), '--quiet']);
  run(['exhibit', 'add', dir, 'E-001/1', 'E-002/2']);
  for (const name of PACKETS) {
    run(['export', dir, '--out', inFolder(name), '--quiet', ...(name.endsWith('zip') ? ['--zip'] : [])], name);
  }
  run(['identity', 'passphrase']);
  signer = await testSigner();
  const bench = await reopen(dir, signer, 'read');
  whole = contentsOf(bench);
  await bench.close();
}, SLOW_MS);

/** The command line of these sources: with the version that tests have, since another version makes the catalogue anew. */
async function builtProgram(): Promise<string> {
  const file = fileURLToPath(await buildEntry('chainmail', 'electron/cli/chainmail.ts'));
  const worker = fileURLToPath(await workerFile());
  cpSync(dirname(worker), dirname(file), { recursive: true });
  renameSync(join(dirname(file), basename(worker)), join(dirname(file), 'message-worker.js'));
  return file;
}

interface CatalogueContents {
  /** Rows by evidence item, without what hangs on acts and on the rest of the case. */
  readonly rows: ReadonlyMap<string, string>;
  readonly findings: string;
}

function contentsOf({ store, catalogue }: Workbench): CatalogueContents {
  const rows = store.view.evidence.map(({ number }) => {
    const own = allRows(catalogue, `evidence:${number}`).map(({ exhibit, findings, ...row }) => row);
    const found = allRows(catalogue, `evidence:${number} vote`).map(({ ref }) => ref);
    return [number, JSON.stringify({ own, found })] as const;
  });
  return { rows: new Map(rows), findings: JSON.stringify([...catalogue.findings()]) };
}

/** Continues what was begun and reads what is missing: the catalogue then tells what the whole run's does. */
async function catalogueProblems(dir: string): Promise<readonly string[]> {
  const bench = await reopen(dir, signer);
  try {
    await resumeImports(bench);
    await completeCatalogue(bench.store, bench.catalogue, bench.pool);
    await reviseCase(bench.store, bench.catalogue, bench.pool);
    const { rows, findings } = contentsOf(bench);
    const others = [...rows].filter(([number, text]) => text !== whole.rows.get(number));
    const hasAll = rows.size === whole.rows.size;
    return [
      ...others.map(([number]) => `the rows of ${number} are others`),
      ...(hasAll && findings !== whole.findings ? ['the findings are others'] : []),
    ];
  } catch (error) {
    return [`continuing: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    await bench.close();
  }
}

/** A packet under its name is a whole one. */
async function packetProblems(place: string, said: readonly string[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const name of PACKETS) {
    const path = join(place, name);
    if (!existsSync(path)) {
      problems.push(...(said.includes(`P ${name}`) ? [`${name} is gone`] : []));
      continue;
    }
    const { firstFailure } = await verifyPacket(path);
    problems.push(...(firstFailure === null ? [] : [`${name}: ${firstFailure}`]));
  }
  return problems;
}

/** The identity's file is the last one that was said to be kept, or the one after it. */
function identityProblems(place: string, said: readonly string[], versions: readonly string[]): readonly string[] {
  const kept = said
    .filter((line) => line.startsWith('K '))
    .at(-1)
    ?.slice(2);
  const file = join(place, 'home/identity.json');
  if (!existsSync(file)) {
    return kept === undefined ? [] : ['the identity is gone'];
  }
  const at = kept === undefined ? 0 : versions.indexOf(kept);
  return versions.slice(at, at + 2).includes(sha256(file)) ? [] : ['the identity is neither the old nor the new one'];
}

async function judge(state: CrashState, place: string, versions: readonly string[]): Promise<readonly string[]> {
  const dir = join(place, 'x.chainmail');
  const held = existsSync(dir) ? await whyHeldBack(casePaths(dir), join(place, 'home'), systemEnvironment) : null;
  const acknowledged = acknowledgedIn(state.said);
  return [
    ...identityProblems(place, state.said, versions),
    ...(await packetProblems(place, state.said)),
    ...(held === null ? [] : [`held back: ${held}`]),
    ...(acknowledged.length === 0 ? [] : await catalogueProblems(dir)),
    ...(await problemsOf(dir, acknowledged, signer)),
  ];
}

describe.skipIf(skipReason !== null)('what a crash can leave of the whole way on the command line', () => {
  test(
    'case, packets, identity and what the profile remembers: nothing acknowledged lost, nothing by half',
    async () => {
      const next = seededRandom(chosenSeed('crash states of the command line'));
      const trace = recording.trace();
      const words = trace.operations.flatMap((one) => (one.kind === 'say' ? one.text.split('\n') : []));
      const versions = [...new Set(words.filter((line) => line.startsWith('K ')).map((line) => line.slice(2)))];
      const every = scaled(Math.ceil(trace.operations.length / 30), 7);
      const states = crashStates(trace, next, { every, random: scaled(40, 1_500) });
      const tried = await tryStates(states, stage, (place, state) => judge(state, place, versions));
      console.log(
        `crash states of the command line: ${trace.operations.length} operations, ${tried.states} states, ${tried.problems.length} problems`,
      );
      expect(tried.problems).toEqual([]);
      expect(versions).toHaveLength(2);
      expect(whole.rows.size).toBe(2);
      expect(tried.states).toBeGreaterThan(60);
    },
    SLOW_MS,
  );
});
