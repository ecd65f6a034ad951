/** Work that may run at the same time: one more than one, so that a slow one does not hold up the one after it. */
const MOST_RUNNING = 2;

/**
 * Runs work in which only the newest matters: whoever steps through a list passes messages faster than they can be read.
 *
 * What waits is replaced by what comes after it: it is never begun, and its promise never settles.
 */
export function createNewestFirst(): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  let waiting: (() => void) | null = null;

  function ended(): void {
    running -= 1;
    const next = waiting;
    waiting = null;
    next?.();
  }

  return (work) =>
    new Promise((resolve, reject) => {
      const begin = (): void => {
        running += 1;
        work().then(resolve, reject).finally(ended);
      };
      if (running < MOST_RUNNING) {
        begin();
      } else {
        waiting = begin;
      }
    });
}
