/** Worker threads that judge messages: batches with limits; a batch that fails is read again message by message. */
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { JudgedMessage } from '../../../shared/validation/judged-message';
import type { MessagePlace } from '../message/analysed-message';
import { LIMITS } from '../message/limits';

export interface JudgingPool {
  /** One result for each place; null for a message that could not be read within the limits. */
  readonly judge: (places: readonly MessagePlace[]) => Promise<readonly (JudgedMessage | null)[]>;
  readonly close: () => Promise<void>;
}

export function openJudgingPool(workerFile: URL, threads: number, signal: AbortSignal): JudgingPool {
  const piscina = new Piscina({
    filename: fileURLToPath(workerFile),
    minThreads: 0,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.workerMemoryMb },
  });
  const run = async (places: readonly MessagePlace[], limitMs: number): Promise<readonly JudgedMessage[]> => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    return (await piscina.run(places, { name: 'judgeMessages', signal: limit })) as readonly JudgedMessage[];
  };
  const judgeOne = async (place: MessagePlace): Promise<JudgedMessage | null> => {
    try {
      return (await run([place], LIMITS.taskMs * 3))[0] ?? null;
    } catch {
      signal.throwIfAborted();
      return null;
    }
  };
  return {
    judge: async (places) => {
      try {
        return await run(places, LIMITS.taskMs * 6);
      } catch {
        signal.throwIfAborted();
        const rows: (JudgedMessage | null)[] = [];
        for (const place of places) rows.push(await judgeOne(place));
        return rows;
      }
    },
    close: () => piscina.destroy(),
  };
}
