/**
 * The engine's life: started with the program, asked by number, closed in order, started again only when the examiner says so.
 *
 * If it ends on its own, every open question is answered with a failure at once, later ones too, and the listener is told:
 * a new engine would not know of the work that was running, so it is never put in its place silently.
 */
import type { Reply } from '../../shared/contract/failure';
import type { FromEngine } from '../engine/host-protocol';
import type { Question } from './engine-channel';
import { type EngineChild, EngineRun } from './engine-run';

export interface EngineListener {
  readonly onEvent: (name: string, data: unknown) => void;
  /** Ended without having been asked to. */
  readonly onStopped: (code: number) => void;
}

/** What the rest of the desktop needs of the engine. */
export interface Engine {
  readonly ask: (question: Question) => Promise<Reply<unknown>>;
  readonly close: (limitMs: number) => Promise<void>;
}

export class EngineProcess implements Engine {
  readonly #fork: () => EngineChild;
  readonly #listener: EngineListener;
  #run: EngineRun;
  #isClosing = false;

  constructor(fork: () => EngineChild, listener: EngineListener) {
    this.#fork = fork;
    this.#listener = listener;
    this.#run = this.#start();
  }

  ask(question: Question): Promise<Reply<unknown>> {
    return this.#run.ask(question);
  }

  /** Puts a new process in the place of one that has ended. */
  restart(): void {
    if (this.#run.hasEnded && !this.#isClosing) {
      this.#run = this.#start();
    }
  }

  /** Asks it to bring everything to disk and end; after the limit it is ended. */
  async close(limitMs: number): Promise<void> {
    this.#isClosing = true;
    await this.#run.close(limitMs);
  }

  #start(): EngineRun {
    return new EngineRun(this.#fork(), {
      onEvent: (message: Extract<FromEngine, { kind: 'event' }>) => this.#listener.onEvent(message.name, message.data),
      onExit: (code) => {
        if (!this.#isClosing) {
          this.#listener.onStopped(code);
        }
      },
    });
  }
}
