import { askPage, PAGE_SIZE, type Question } from '../../api/list-pages';
import { type PageCache, pageOf, rowAt } from './page-cache';
import { SELECTION_LIMIT } from './selection';

/** The numbers of all messages in a range of rows, asking for the pages that were never on the screen. */
export async function collectRefs(
  cache: PageCache,
  question: Question,
  first: number,
  last: number,
): Promise<readonly string[]> {
  const end = Math.min(last, first + SELECTION_LIMIT - 1, cache.total - 1);
  const refs: string[] = [];
  for (let index = first; index <= end; ) {
    const known = rowAt(cache, index);
    if (known !== undefined) {
      refs.push(known.ref);
      index += 1;
      continue;
    }
    const page = pageOf(index);
    const answer = await askPage(question, page);
    const part = answer.messages.slice(index - page * PAGE_SIZE, end + 1 - page * PAGE_SIZE);
    if (part.length === 0) {
      break; // The list became shorter in the meantime.
    }
    refs.push(...part.map((row) => row.ref));
    index += part.length;
  }
  return refs;
}
