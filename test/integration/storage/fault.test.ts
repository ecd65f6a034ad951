import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execPath, env as processEnv } from 'node:process';
import { createInterface } from 'node:readline';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Signer } from '../../../electron/engine/identity/signer';
import { tempFolder } from '../../helpers/temp-folder';
import { buildChild } from '../../tools/build-child';
import { compileLibrary } from '../../tools/crash/record';
import { problemsOf } from '../../tools/judge-case';
import { readTestKey, writeTestKey } from '../../tools/test-key';

const scratch = tempFolder('fault');
const library = join(scratch, 'iofault.so');
const keyFile = join(scratch, 'key.json');

const skipReason = compileLibrary('iofault.c', library);
if (skipReason !== null) {
  console.log(`fault sweep skipped: ${skipReason}`);
}

interface Answer {
  readonly acknowledged: readonly (readonly [number, string])[];
  readonly reported: readonly string[];
  readonly raw: readonly string[];
  readonly view: unknown;
}

/**
 * A fault at the n-th operation of its kind: counted by kind, as operations that run side by side change places from
 * run to run.
 */
interface Fault {
  readonly at: number;
  readonly operation: string;
  readonly what: string;
}

interface Outcome {
  /** Null when the process was killed before it answered. */
  readonly answer: Answer | null;
  /** The operation that was hit; null when there was none of that number. */
  readonly hit: string | null;
  readonly operations: readonly string[];
}

let child: string;
let signer: Signer;

beforeAll(async () => {
  if (skipReason === null) {
    child = await buildChild('test/tools/fault-child.ts', tempFolder('child'));
    await writeTestKey(keyFile);
    signer = readTestKey(keyFile);
  }
});

/** One child process that does jobs until it is killed by one. */
class Runner {
  #process: ChildProcess | null = null;
  #lines: AsyncIterator<string> | null = null;
  readonly name: string;
  readonly #log: string;

  constructor(name: string) {
    this.name = name;
    this.#log = join(scratch, `${name}.log`);
  }

  async run(dir: string, fault: Fault): Promise<Outcome> {
    rmSync(this.#log, { force: true });
    const { process, lines } = this.#start();
    process.stdin?.write(`${JSON.stringify({ dir, ...fault })}\n`);
    const line = await lines.next();
    const log = existsSync(this.#log) ? readFileSync(this.#log, 'utf8').split('\n').slice(0, -1) : [];
    const hit = log.find((entry) => entry.startsWith('HIT '))?.slice(4) ?? null;
    if (line.done === true) {
      await this.stop();
    }
    return {
      answer: line.done === true ? null : (JSON.parse(line.value) as Answer),
      hit,
      operations: log.filter((entry) => !entry.startsWith('HIT ')).map((entry) => entry.split(' ')[1] ?? ''),
    };
  }

  async stop(): Promise<void> {
    const process = this.#process;
    this.#process = null;
    if (process !== null && process.exitCode === null && process.signalCode === null) {
      const ended = new Promise((resolve) => process.once('close', resolve));
      process.kill('SIGKILL');
      await ended;
    }
  }

  #start() {
    if (this.#process === null || this.#lines === null) {
      const variables = { ...processEnv, LD_PRELOAD: library, IOF_LOG: this.#log, UV_THREADPOOL_SIZE: '1' };
      this.#process = spawn(execPath, [child, keyFile], { stdio: ['pipe', 'pipe', 'inherit'], env: variables });
      const output = this.#process.stdout;
      if (output === null) {
        throw new Error('the child has no output');
      }
      this.#lines = createInterface({ input: output })[Symbol.asyncIterator]();
    }
    return { process: this.#process, lines: this.#lines };
  }
}

/** What is done at an operation, and to which operations. */
const FAULTS: readonly { readonly what: string; readonly to: (operation: string) => boolean }[] = [
  { what: 'eio', to: () => true },
  { what: 'enospc', to: () => true },
  { what: 'emfile', to: (operation) => operation === 'open' },
  { what: 'short', to: (operation) => operation === 'write' },
  { what: 'full', to: (operation) => operation === 'write' },
  { what: 'kill', to: () => true },
  { what: 'after', to: (operation) => ['write', 'rename', 'fdatasync', 'link'].includes(operation) },
];
/** Those of which a person has to hear. */
const ERRORS = ['eio', 'enospc', 'emfile', 'full'];
/**
 * Done in another way when they fail, so that there is nothing to report: a temporary file that cannot be taken away is
 * swept at the next opening; a lock that cannot be linked is created exclusively.
 */
const DONE_OTHERWISE = ['unlink', 'link'];

/** Each operation with its number among those of its kind, from 1. */
function numbered(operations: readonly string[]): readonly Omit<Fault, 'what'>[] {
  const seen = new Map<string, number>();
  return operations.map((operation) => {
    const at = (seen.get(operation) ?? 0) + 1;
    seen.set(operation, at);
    return { at, operation };
  });
}

/** What is wrong with the case, and what was reported otherwise than in a sentence. */
async function problemsWith(dir: string, { answer }: Outcome): Promise<readonly string[]> {
  const found = await problemsOf(dir, answer?.acknowledged ?? [], signer, answer?.view ?? undefined);
  return [...found, ...(answer?.raw ?? []).map((text) => `not a sentence: ${text}`)];
}

function isSilent({ what }: Fault, { answer, hit }: Outcome): boolean {
  return ERRORS.includes(what) && hit !== null && !DONE_OTHERWISE.includes(hit) && answer?.reported.length === 0;
}

/** Measured 40 to 60 s on two free cores; others may be at work. */
const SLOW_MS = 400_000;

describe.skipIf(skipReason !== null)('the n-th operation fails', () => {
  test(
    'every operation of creating, acting and importing: nothing corrupt, nothing silent',
    async () => {
      const probe = new Runner('probe');
      const { operations } = await probe.run(join(scratch, 'probe.chainmail'), {
        at: -1,
        operation: 'none',
        what: 'none',
      });
      await probe.stop();
      expect(operations.length).toBeGreaterThan(50);
      const faults = FAULTS.flatMap(({ what, to }) =>
        numbered(operations).flatMap((place) => (to(place.operation) ? [{ ...place, what }] : [])),
      );
      const problems: string[] = [];
      const silent: string[] = [];
      let hits = 0;
      const queue = faults.values();
      const work = async (runner: Runner) => {
        for (const fault of queue) {
          const name = `${fault.what} at ${fault.operation} ${fault.at}`;
          const dir = join(scratch, `${runner.name}-${name.replaceAll(' ', '-')}.chainmail`);
          const outcome = await runner.run(dir, fault);
          hits += outcome.hit === null ? 0 : 1;
          if (fault.what === 'full') {
            // Nothing at all can be written any more: the examiner ends the program and makes room.
            await runner.stop();
          }
          const found = await problemsWith(dir, outcome);
          problems.push(...found.map((problem) => `${name}: ${problem}`));
          if (isSilent(fault, outcome)) {
            silent.push(name);
          }
          rmSync(dir, { recursive: true, force: true });
        }
        await runner.stop();
      };
      await Promise.all([work(new Runner('a')), work(new Runner('b'))]);
      console.log(
        `fault sweep: ${operations.length} operations, ${faults.length} faults, ${hits} hit, ${problems.length} problems, ${silent.length} silent`,
      );
      expect(problems).toEqual([]);
      expect(silent).toEqual([]);
      expect(hits).toBeGreaterThan(faults.length * 0.9);
    },
    SLOW_MS,
  );
});
