import type { Progress } from '../../../shared/contract/events';

/** What an import or a rebuild tells while it runs: the contract's event without the job that it belongs to. */
export type WorkProgress = Omit<Progress, 'jobId' | 'kind'>;

const INTERVAL_MS = 100;

/** Counts work and tells of it ten times a second at most; the rate is that of the stage that is running. */
export class ProgressMeter {
  readonly #tell: (progress: WorkProgress) => void;
  readonly #monotonicMs: () => number;
  #told = Number.NEGATIVE_INFINITY;
  #stageSince = 0;
  #stageMessages = 0;
  #state = { stage: '', doneBytes: 0, totalBytes: null as number | null, doneMessages: 0, setAside: 0 };

  constructor(tell: ((progress: WorkProgress) => void) | undefined, monotonicMs: () => number) {
    this.#tell = tell ?? (() => undefined);
    this.#monotonicMs = monotonicMs;
  }

  /** Begins a stage; bytes and messages are counted anew. */
  begin(stage: string, totalBytes: number | null): void {
    this.#state = { ...this.#state, stage, totalBytes, doneBytes: 0, doneMessages: 0 };
    this.#stageSince = this.#monotonicMs();
    this.#stageMessages = 0;
    this.#report(true);
  }

  addBytes(bytes: number): void {
    this.#state.doneBytes += bytes;
    this.#report(false);
  }

  addMessages(messages: number): void {
    this.#state.doneMessages += messages;
    this.#stageMessages += messages;
    this.#report(false);
  }

  addSetAside(): void {
    this.#state.setAside += 1;
  }

  end(): void {
    this.#report(true);
  }

  #report(always: boolean): void {
    const now = this.#monotonicMs();
    if (!always && now - this.#told < INTERVAL_MS) {
      return;
    }
    this.#told = now;
    const seconds = (now - this.#stageSince) / 1000;
    const messagesPerSecond = seconds > 0 ? Math.round(this.#stageMessages / seconds) : 0;
    this.#tell({ ...this.#state, messagesPerSecond });
  }
}
