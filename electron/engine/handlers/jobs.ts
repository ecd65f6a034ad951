/** Work that takes longer than a request: it reports progress, can be cancelled, and ends with one event. */
import type { JobEnd, Progress } from '../../../shared/contract/events';
import { FailureError } from '../../../shared/contract/failure';
import type { Environment } from '../environment';
import type { WorkProgress } from '../ingest/progress';
import type { Emit } from './emit';

export type JobKind = Progress['kind'];
export type JobResult = Pick<JobEnd, 'import' | 'export' | 'verification' | 'solved'> & {
  readonly cancelled?: boolean;
};

export const NO_RESULT = { import: null, export: null, verification: null, solved: null } as const satisfies JobResult;

const PROGRESS_INTERVAL_MS = 100;

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

export class Jobs {
  readonly #env: Environment;
  readonly #emit: Emit;
  readonly #running = new Map<string, Running>();
  /** Where a finished job wrote its result, for "Show in folder". */
  readonly #results = new Map<string, string>();

  constructor(env: Environment, emit: Emit) {
    this.#env = env;
    this.#emit = emit;
  }

  /** Starts work and gives its id at once. */
  start(
    kind: JobKind,
    work: (signal: AbortSignal, report: (step: WorkProgress) => void) => Promise<JobResult>,
  ): { readonly jobId: string } {
    const jobId = `job_${this.#env.randomHex(16)}`;
    const abort = new AbortController();
    const ended = this.#run(jobId, kind, work, abort.signal).finally(() => this.#running.delete(jobId));
    this.#running.set(jobId, { abort, ended });
    return { jobId };
  }

  /**
   * Work that a request waits for itself: it is a job from its first report on, and one that reports nothing is none.
   *
   * @throws what the work throws
   */
  async follow<T>(
    kind: JobKind,
    work: (signal: AbortSignal, report: (step: WorkProgress) => void) => Promise<T>,
  ): Promise<T> {
    const jobId = `job_${this.#env.randomHex(16)}`;
    const abort = new AbortController();
    const report = this.#reporter(jobId, kind);
    let isTold = false;
    const onProgress = (step: WorkProgress): void => {
      isTold = true;
      report(step);
    };
    const tell = (ended: Pick<JobEnd, 'outcome' | 'sentence'>): void => {
      this.#running.delete(jobId);
      if (isTold) {
        this.#emit('job:end', { jobId, kind, ...ended, ...NO_RESULT });
      }
    };
    const result = work(abort.signal, onProgress);
    const ended = result.then(
      () => tell({ outcome: 'done', sentence: null }),
      (error: unknown) => tell(failed(error, abort.signal)),
    );
    this.#running.set(jobId, { abort, ended });
    return await result;
  }

  cancel(jobId: string): void {
    this.#running.get(jobId)?.abort.abort();
  }

  async stopAll(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { abort } of running) {
      abort.abort();
    }
    await Promise.all(running.map(({ ended }) => ended));
  }

  keepResult(jobId: string, path: string): void {
    this.#results.set(jobId, path);
  }

  resultOf(jobId: string): string | undefined {
    return this.#results.get(jobId);
  }

  async #run(
    jobId: string,
    kind: JobKind,
    work: (signal: AbortSignal, report: (step: WorkProgress) => void) => Promise<JobResult>,
    signal: AbortSignal,
  ): Promise<void> {
    // The id has to reach the window before the first event about it.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      const result = await work(signal, this.#reporter(jobId, kind));
      if (result.export !== null) {
        this.keepResult(jobId, result.export.path);
      }
      const { import: imported, export: exported, verification, solved, cancelled } = result;
      const outcome = cancelled === true ? 'cancelled' : 'done';
      this.#emit('job:end', {
        jobId,
        kind,
        outcome,
        sentence: null,
        import: imported,
        export: exported,
        verification,
        solved,
      });
    } catch (error) {
      this.#emit('job:end', { jobId, kind, ...failed(error, signal), ...NO_RESULT });
    }
  }

  #reporter(jobId: string, kind: JobKind): (step: WorkProgress) => void {
    let last = Number.NEGATIVE_INFINITY;
    return (step) => {
      const now = this.#env.monotonicMs();
      if (now - last >= PROGRESS_INTERVAL_MS) {
        last = now;
        this.#emit('job:progress', { jobId, kind, ...step });
      }
    };
  }
}

function failed(error: unknown, signal: AbortSignal): Pick<JobEnd, 'outcome' | 'sentence'> {
  const isCancelled = signal.aborted || (error instanceof FailureError && error.code === 'cancelled');
  if (isCancelled) {
    return { outcome: 'cancelled', sentence: null };
  }
  const sentence =
    error instanceof FailureError
      ? error.message
      : 'Something failed that should not have. The evidence and the journal are unharmed. Try again.';
  return { outcome: 'failed', sentence };
}
