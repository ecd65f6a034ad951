/** Questions to the engine and their answers, matched by number. Knows nothing of processes. */
import type { Failure, Reply } from '../../shared/contract/failure';
import type { ToEngine } from '../engine/host-protocol';
import { NOT_SENDABLE } from './sentences';

type WithoutNumber<T> = T extends unknown ? Omit<T, 'number'> : never;

/** What can be asked; the channel adds the number. */
export type Question = WithoutNumber<ToEngine>;

export interface EngineChannel {
  readonly ask: (question: Question) => Promise<Reply<unknown>>;
  readonly answer: (number: number, reply: Reply<unknown>) => void;
  /** Answers everything that is still open, once no answer can come any more. */
  readonly failAll: (failure: Failure) => void;
}

export function createEngineChannel(post: (message: ToEngine) => void): EngineChannel {
  const open = new Map<number, (reply: Reply<unknown>) => void>();
  let last = 0;

  function answer(number: number, reply: Reply<unknown>): void {
    const resolve = open.get(number);
    open.delete(number);
    resolve?.(reply);
  }

  function ask(question: Question): Promise<Reply<unknown>> {
    last += 1;
    const number = last;
    return new Promise((resolve) => {
      open.set(number, resolve);
      try {
        post({ ...question, number });
      } catch {
        answer(number, { ok: false, failure: NOT_SENDABLE });
      }
    });
  }

  function failAll(failure: Failure): void {
    for (const number of [...open.keys()]) {
      answer(number, { ok: false, failure });
    }
  }

  return { ask, answer, failAll };
}
