/**
 * Runs the same acts again and again under the preload library `iofault`, each time with another operation failing.
 *
 * Reads jobs as JSON lines `{dir, at, operation, what}` from standard input and answers each with one line of JSON.
 */
import { openSync, writeSync } from 'node:fs';
import { argv, stdin } from 'node:process';
import { createInterface } from 'node:readline';
import { type CaseStore, createCase } from '../../electron/engine/case/case-store';
import { coverJournal } from '../../electron/engine/custody/cover-journal';
import { JournalTree } from '../../electron/engine/custody/journal-tree';
import { systemEnvironment as env } from '../../electron/engine/environment';
import type { Signer } from '../../electron/engine/identity/signer';
import { importSample, sampleAct } from './sample-acts';
import { readTestKey } from './test-key';

const signer = readTestKey(argv[2] ?? '');

interface Job {
  readonly dir: string;
  readonly at: number;
  readonly operation: string;
  readonly what: string;
}

interface Answer {
  /** Acts that were reported as done, by the head after each. */
  readonly acknowledged: (readonly [number, string])[];
  /** Failures and notes, as a person would see them. */
  readonly reported: string[];
  /** Failures that are not sentences for a person. */
  readonly raw: string[];
  /** The view in memory after the acts. */
  view: unknown;
}

/** Tells the library which operation is to fail, from here on: it watches for this name and answers that there is none. */
function setFault({ dir, at, operation, what }: Job): void {
  try {
    openSync(`/__iofault__/${at}/${what}/${operation}${dir}`, 'r');
  } catch {
    // Always: see iofault.c.
  }
}

function report(answer: Answer, error: unknown): void {
  const isSentence = error instanceof Error && error.name === 'FailureError';
  const text = error instanceof Error ? `${error.message}` : String(error);
  answer.reported.push(text);
  answer.raw.push(...(isSentence ? [] : [text]));
}

/** Does a step; once more when it fails, as a person would. */
async function twice(answer: Answer, store: CaseStore, step: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      await step();
      answer.acknowledged.push([store.view.head.seq, store.view.head.hash]);
      return;
    } catch (error) {
      report(answer, error);
    }
  }
}

async function createTwice(answer: Answer, dir: string): Promise<CaseStore | null> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      return await createCase(dir, { name: 'Fault', number: '1' }, signer, env);
    } catch (error) {
      report(answer, error);
    }
  }
  return null;
}

async function run(job: Job, signing: Signer): Promise<Answer> {
  const answer: Answer = { acknowledged: [], reported: [], raw: [], view: null };
  setFault(job);
  const store = await createTwice(answer, job.dir);
  if (store === null) {
    return answer;
  }
  answer.acknowledged.push([store.view.head.seq, store.view.head.hash]);
  await twice(answer, store, () => sampleAct(store, signing, 1));
  await twice(answer, store, () => importSample(store, signing, { files: 1, seed: 1 }));
  await twice(answer, store, () => sampleAct(store, signing, 2));
  await twice(answer, store, () => coverJournal(store, new JournalTree(store.paths.journal), signing));
  answer.view = store.view;
  try {
    await store.close();
  } catch (error) {
    report(answer, error);
  }
  answer.reported.push(...store.notes);
  return answer;
}

for await (const line of createInterface({ input: stdin })) {
  const job: Job = JSON.parse(line);
  writeSync(1, `${JSON.stringify(await run(job, signer))}\n`);
}
