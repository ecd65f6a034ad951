/** Threads that hash: as many as the machine has cores, over the built worker; without it, the caller's own. */
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { Slots } from '../message/slots';
import { throwIfCancelled } from './hash-file';
import { type HashedObject, type HashTask, type RangeTask, runHashTask, runRangeTask } from './hash-sync';

export interface HashThreads {
  /** Rejects only when cancelled. */
  readonly hash: (task: HashTask) => Promise<readonly HashedObject[]>;
  /** Places of the claims whose bytes are others. */
  readonly wrongRanges: (task: RangeTask) => Promise<readonly number[]>;
  readonly close: () => Promise<void>;
}

export function openHashThreads(workerFile: URL | undefined, signal: AbortSignal | undefined): HashThreads {
  return workerFile === undefined ? ownThread(signal) : threadsOver(workerFile, signal);
}

function threadsOver(workerFile: URL, signal: AbortSignal | undefined): HashThreads {
  const threads = Math.max(2, availableParallelism());
  const piscina = new Piscina({ filename: fileURLToPath(workerFile), minThreads: 0, maxThreads: threads });
  // Large files keep some threads busy for long; one is always left to the ranges, which are checked beside them.
  const hashing = new Slots(threads - 1);
  const run = async <T>(name: string, task: HashTask | RangeTask): Promise<T> => {
    throwIfCancelled(signal);
    try {
      return await piscina.run(task, signal === undefined ? { name } : { name, signal });
    } catch (error) {
      throwIfCancelled(signal);
      throw error;
    }
  };
  return {
    hash: (task) => hashing.use(() => run<readonly HashedObject[]>('hashFiles', task)),
    wrongRanges: (task) => run<readonly number[]>('findWrongRanges', task),
    close: () => piscina.destroy(),
  };
}

function ownThread(signal: AbortSignal | undefined): HashThreads {
  const inTurn = async <T>(work: () => T): Promise<T> => {
    await setImmediate();
    throwIfCancelled(signal);
    return work();
  };
  return {
    hash: (task) => inTurn(() => runHashTask(task)),
    wrongRanges: (task) => inTurn(() => runRangeTask(task)),
    close: async () => undefined,
  };
}
