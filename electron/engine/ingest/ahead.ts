/**
 * Begins work on the next items while the caller is busy with the first; results come in the order of the items.
 *
 * When the caller stops early, what was begun is waited for, so that nothing is still running afterwards.
 */
export async function* ahead<T, R>(
  items: AsyncIterable<T>,
  count: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  try {
    for await (const item of items) {
      const result = work(item);
      // Heard where it is awaited; until then a rejection must not count as unheard.
      result.catch(() => undefined);
      begun.push(result);
      if (begun.length >= count) {
        yield await first(begun);
      }
    }
    while (begun.length > 0) {
      yield await first(begun);
    }
  } finally {
    await Promise.allSettled(begun);
  }
}

async function first<R>(begun: Promise<R>[]): Promise<R> {
  const next = begun.shift();
  if (next === undefined) {
    throw new Error('nothing was begun');
  }
  return await next;
}
