/** One engine process from its start to its end: questions wait until it is ready and fail once it has ended. */
import type { Reply } from '../../shared/contract/failure';
import type { FromEngine, ToEngine } from '../engine/host-protocol';
import { createEngineChannel, type EngineChannel, type Question } from './engine-channel';
import { ENGINE_STOPPED } from './sentences';

/** The part of a utility process that is needed here. */
export interface EngineChild {
  readonly post: (message: ToEngine) => void;
  readonly onMessage: (listener: (message: FromEngine) => void) => void;
  readonly onExit: (listener: (code: number) => void) => void;
  readonly kill: () => void;
}

interface RunListener {
  readonly onEvent: (message: Extract<FromEngine, { kind: 'event' }>) => void;
  readonly onExit: (code: number) => void;
}

/** An engine that is not ready by then never will be. */
const READY_LIMIT_MS = 60_000;

const STOPPED: Reply<never> = { ok: false, failure: ENGINE_STOPPED };

export class EngineRun {
  readonly #child: EngineChild;
  readonly #channel: EngineChannel;
  readonly #ready: Promise<void>;
  readonly #ended: Promise<void>;
  #hasEnded = false;

  constructor(child: EngineChild, listener: RunListener) {
    this.#child = child;
    this.#channel = createEngineChannel(child.post);
    const limit = setTimeout(child.kill, READY_LIMIT_MS).unref();
    this.#ready = new Promise((resolve) => {
      const markReady = () => {
        clearTimeout(limit);
        resolve();
      };
      child.onMessage((message) => this.#receive(message, markReady, listener));
    });
    this.#ended = new Promise((resolve) => {
      child.onExit((code) => {
        clearTimeout(limit);
        this.#hasEnded = true;
        this.#channel.failAll(ENGINE_STOPPED);
        resolve();
        listener.onExit(code);
      });
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  async ask(question: Question): Promise<Reply<unknown>> {
    await Promise.race([this.#ready, this.#ended]);
    return this.#hasEnded ? STOPPED : await this.#channel.ask(question);
  }

  /** Asks it to close; once it has answered, or after the limit, it is ended. */
  async close(limitMs: number): Promise<void> {
    const limit = new Promise((resolve) => setTimeout(resolve, limitMs).unref());
    await Promise.race([this.ask({ kind: 'close' }), limit]);
    if (!this.#hasEnded) {
      this.#child.kill();
    }
  }

  #receive(message: FromEngine, markReady: () => void, listener: RunListener): void {
    switch (message.kind) {
      case 'ready':
        markReady();
        break;
      case 'reply':
        this.#channel.answer(message.number, message.reply);
        break;
      case 'event':
        listener.onEvent(message);
        break;
      default:
        break;
    }
  }
}
