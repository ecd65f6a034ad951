/** Rules and decoders over labelled mail: how often each fires on honest and on malicious mail. */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { MEASURABLE_RULES, ruleSetVersion } from '../../../shared/analysis/registry';
import type { SetAside } from '../../../shared/contract/model';
import { type DecoderResult, type Label, type RuleResult, Tally } from '../../../shared/validation/tally';
import type { Environment } from '../environment';
import type { MessagePlace } from '../message/analysed-message';
import { openMessagePool } from '../message/message-pool';
import { openJudgingPool } from './judging-pool';
import { type FileSink, readLabelledFile } from './labelled-messages';
import { type ManifestRow, readManifest } from './manifest';

export interface ValidationResult {
  readonly rules: readonly RuleResult[];
  readonly decoders: readonly DecoderResult[];
  readonly ruleSet: string;
  readonly messages: { readonly malicious: number; readonly benign: number };
  /** Files without a label, which were not read. */
  readonly unlabelledFiles: number;
  readonly setAside: readonly SetAside[];
  readonly method: string;
  readonly seconds: number;
}

export interface ValidationPlaces {
  readonly workerFile: URL;
}

export interface ValidationWork {
  readonly signal: AbortSignal;
  readonly onProgress: (messages: number) => void;
}

const METHOD =
  'Rates: Wilson score interval, 95 %. Likelihood ratio: share of malicious messages on which a rule fired, divided by the share of honest ones; ' +
  '95 % interval by the log method (Katz 1978), with 0.5 added to each cell where one is empty. Messages enclosed in messages are not counted by themselves. ' +
  'Era: five years, by the topmost Received field, else by the Date. Sources were received by different systems: compare within one source only.';

const BATCH = 40;

/** Reads every labelled file of the list. Memory does not grow with the number of messages. */
export async function runValidation(
  manifest: string,
  places: ValidationPlaces,
  env: Environment,
  work: ValidationWork,
): Promise<ValidationResult> {
  const started = env.monotonicMs();
  const threads = Math.max(1, availableParallelism());
  const folder = await mkdtemp(join(tmpdir(), 'chainmail-validate-'));
  const pool = openMessagePool(places.workerFile, { threads: 1 });
  const judging = openJudgingPool(places.workerFile, threads, work.signal);
  const run = new Run(judging, threads, work);
  try {
    let unlabelledFiles = 0;
    const services = { pool, folder, randomHex: env.randomHex, signal: work.signal };
    for await (const row of readManifest(manifest)) {
      work.signal.throwIfAborted();
      if (row.label === null) unlabelledFiles += 1;
      else await readLabelledFile(row, services, run.sinkFor(row, row.label));
    }
    await run.settled();
    return {
      rules: run.tally.rules(MEASURABLE_RULES),
      decoders: run.tally.decoders(),
      ruleSet: ruleSetVersion,
      messages: run.tally.messages,
      unlabelledFiles,
      setAside: run.asides,
      method: METHOD,
      seconds: (env.monotonicMs() - started) / 1000,
    };
  } finally {
    await judging.close();
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Waiting {
  readonly place: MessagePlace;
  readonly label: Label;
  readonly row: ManifestRow;
}

/** Gathers messages into batches and keeps a few of them running. */
class Run {
  readonly tally = new Tally();
  readonly asides: SetAside[] = [];
  private readonly judging: ReturnType<typeof openJudgingPool>;
  private readonly atOnce: number;
  private readonly work: ValidationWork;
  private batch: Waiting[] = [];
  private readonly running = new Set<Promise<void>>();

  constructor(judging: ReturnType<typeof openJudgingPool>, threads: number, work: ValidationWork) {
    this.judging = judging;
    this.atOnce = threads * 2;
    this.work = work;
  }

  sinkFor(row: ManifestRow, label: Label): FileSink {
    return {
      onMessage: async (place) => {
        this.batch.push({ place, label, row });
        if (this.batch.length >= BATCH) await this.flush();
      },
      onAside: (aside) => this.asides.push(aside),
      settled: () => this.settled(),
    };
  }

  async settled(): Promise<void> {
    await this.flush();
    await Promise.all(this.running);
  }

  private async flush(): Promise<void> {
    const { batch } = this;
    this.batch = [];
    if (batch.length === 0) return;
    while (this.running.size >= this.atOnce) await Promise.race(this.running);
    const task = this.judgeBatch(batch).finally(() => this.running.delete(task));
    // Heard where it is awaited; until then a rejection must not count as unheard.
    task.catch(() => undefined);
    this.running.add(task);
  }

  private async judgeBatch(batch: readonly Waiting[]): Promise<void> {
    const judged = await this.judging.judge(batch.map(({ place }) => place));
    for (const [index, { label, row }] of batch.entries()) {
      const message = judged[index] ?? null;
      if (message === null) {
        this.asides.push({ where: row.written, reason: 'a message in it could not be read within the limits' });
        continue;
      }
      for (const rule of message.failed) {
        this.asides.push({ where: row.written, reason: `the rule ${rule} failed on a message in it` });
      }
      this.tally.add(label, row.source, message);
    }
    const { malicious, benign } = this.tally.messages;
    this.work.onProgress(malicious + benign);
  }
}
