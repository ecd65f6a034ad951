import type { MessageRow } from '../../../../shared/contract/model';
import type { Output } from '../../../../shared/contract/requests';
import { PAGE_SIZE, type Question } from '../../api/list-pages';

/**
 * A sparse copy of the message list: only the pages that were looked at, so that 100,000 rows cost no more than 1,000.
 *
 * Rows of an answer that is out of date stay visible until the newer answer is there; they are only asked for again.
 */
export interface PageCache {
  /** What the pages answer; null before the first answer. */
  readonly question: string | null;
  readonly total: number;
  readonly of: number;
  /** Messages of which only the header was read so far. */
  readonly reading: number;
  readonly pages: ReadonlyMap<number, readonly MessageRow[]>;
  /** Pages that are up to date. */
  readonly fresh: ReadonlySet<number>;
}

const KEPT_PAGES = 30;

export const EMPTY_CACHE: PageCache = {
  question: null,
  total: 0,
  of: 0,
  reading: 0,
  pages: new Map(),
  fresh: new Set(),
};

export function keyOf(question: Question): string {
  return JSON.stringify([question.query, question.sort, question.descending]);
}

export function pageOf(index: number): number {
  return Math.floor(index / PAGE_SIZE);
}

export function rowAt(cache: PageCache, index: number): MessageRow | undefined {
  return cache.pages.get(pageOf(index))?.[index % PAGE_SIZE];
}

/** Pages between two rows that have to be asked for; always the first one while nothing was answered. */
export function missingPages(cache: PageCache, question: string, first: number, last: number): readonly number[] {
  if (cache.question !== question) {
    return [pageOf(Math.max(0, first))];
  }
  const from = pageOf(Math.max(0, first));
  const to = pageOf(Math.max(0, Math.min(last, cache.total - 1)));
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step).filter(
    (page) => !cache.fresh.has(page),
  );
}

/** Takes an answer in. An answer to another question replaces everything. */
export function withAnswer(
  cache: PageCache,
  question: string,
  page: number,
  answer: Output<'messages:list'>,
): PageCache {
  const same = cache.question === question;
  const pages = new Map(same ? cache.pages : []).set(page, answer.messages);
  const fresh = new Set(same ? cache.fresh : []).add(page);
  for (const far of [...pages.keys()].sort((one, other) => Math.abs(other - page) - Math.abs(one - page))) {
    if (pages.size <= KEPT_PAGES) {
      break;
    }
    pages.delete(far);
    fresh.delete(far);
  }
  return { question, total: answer.total, of: answer.of, reading: answer.reading, pages, fresh };
}

/** The case changed: every page has to be asked for again, and stays visible until then. */
export function outdated(cache: PageCache): PageCache {
  return { ...cache, fresh: new Set() };
}

/** Where a message stands among the pages that are known; -1 when it is not among them. */
export function indexOfRef(cache: PageCache, ref: string): number {
  for (const [page, rows] of cache.pages) {
    const at = rows.findIndex((row) => row.ref === ref);
    if (at >= 0) {
      return page * PAGE_SIZE + at;
    }
  }
  return -1;
}
