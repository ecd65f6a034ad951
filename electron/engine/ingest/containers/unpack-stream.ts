/** The other side of opening a container: items as they come from a worker, with a limit on waiting for each. */
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { FailureError } from '../../../../shared/contract/failure';
import { UNPACK_LIMITS, type UnpackEnd, type UnpackedItem, type UnpackRequest } from './container';
import type { UnpackMessage } from './serve-unpack';

/** Runs the task in a worker; rejects when the worker was ended. */
export type RunUnpack = (
  task: { readonly request: UnpackRequest; readonly port: MessagePort },
  signal: AbortSignal,
) => Promise<void>;

/** A worker was ended because it took too long or too much memory, or died. */
export class UnpackBroken extends Error {
  readonly isSlow: boolean;
  constructor(isSlow: boolean, cause: unknown) {
    super('a container could not be read to its end', { cause });
    this.isSlow = isSlow;
  }
}

/** @throws UnpackBroken; FailureError `cancelled` when `signal` is aborted */
export async function* unpackStream(
  run: RunUnpack,
  request: UnpackRequest,
  signal: AbortSignal | undefined,
  itemMs: number = UNPACK_LIMITS.itemMs,
): AsyncGenerator<UnpackedItem, UnpackEnd> {
  const inbox = new Inbox();
  const stop = new AbortController();
  const end = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const task = run({ request, port: inbox.workerPort }, end).then(
    () => inbox.finish(undefined),
    (error: unknown) => inbox.finish({ error }),
  );
  let isDone = false;
  try {
    for (;;) {
      const message = await inbox.next(itemMs, () => stop.abort());
      if (message.kind === 'end') {
        isDone = true;
        return message.end;
      }
      if (message.kind === 'item') {
        yield message.item;
        inbox.taken();
      }
    }
  } catch (error) {
    throw signal?.aborted === true ? cancelled() : new UnpackBroken(stop.signal.aborted, error);
  } finally {
    if (!isDone) {
      // Ending a task ends its thread, and a new one costs more than most containers.
      stop.abort();
    }
    await task;
    inbox.close();
  }
}

function cancelled(): FailureError {
  return new FailureError('cancelled', 'The import was cancelled. The case is unharmed. It can be started again.');
}

class Inbox {
  readonly workerPort: MessagePort;
  readonly #port: MessagePort;
  readonly #messages: UnpackMessage[] = [];
  #failure: { readonly error: unknown } | undefined;
  #isFinished = false;
  #wake: (() => void) | undefined;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.workerPort = port2;
    port1.on('message', (message: UnpackMessage) => {
      this.#messages.push(message);
      this.#wake?.();
    });
  }

  finish(failure: { readonly error: unknown } | undefined): void {
    this.#failure = failure;
    this.#isFinished = true;
    this.#wake?.();
  }

  /** @throws what the task failed with, after `tooLong` was called when nothing came for `limitMs` */
  async next(limitMs: number, tooLong: () => void): Promise<UnpackMessage> {
    const timer = setTimeout(tooLong, limitMs);
    try {
      for (;;) {
        const message = this.#messages.shift();
        if (message !== undefined) {
          return message;
        }
        if (this.#failure !== undefined) {
          throw this.#failure.error;
        }
        if (this.#isFinished && !(await this.#lastCall())) {
          throw new Error('the worker ended without a word');
        }
        await this.#woken();
      }
    } finally {
      clearTimeout(timer);
    }
  }

  taken(): void {
    this.#port.postMessage(null);
  }

  close(): void {
    this.#port.close();
  }

  /** The task's result and its last messages come by different ways: the messages get a moment more. */
  async #lastCall(): Promise<boolean> {
    for (let turn = 0; turn < 50 && this.#messages.length === 0; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return this.#messages.length > 0;
  }

  async #woken(): Promise<void> {
    if (this.#messages.length === 0 && this.#failure === undefined && !this.#isFinished) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
