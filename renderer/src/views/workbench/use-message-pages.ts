import { useCallback, useEffect, useRef, useState } from 'react';
import { sentenceOf } from '../../api/client';
import { askPage, type Question } from '../../api/list-pages';
import { EMPTY_CACHE, keyOf, missingPages, outdated, type PageCache, withAnswer } from './page-cache';

/**
 * Pages that are asked for at the same time. Whoever drags through a long list passes pages by the hundred: those that
 * were left behind before their turn came are never asked for.
 */
const MOST_ASKED = 2;

export interface MessagePages {
  readonly cache: PageCache;
  /** Why the list cannot answer the search; one sentence. */
  readonly failure: string | null;
  /** Says which rows are on the screen; missing pages are asked for. */
  readonly show: (first: number, last: number) => void;
}

/** Keeps the pages of the list that are looked at; answers to a question that was replaced are dropped. */
export function useMessagePages(question: Question, revision: number): MessagePages {
  const key = keyOf(question);
  const [cache, setCache] = useState<PageCache>(EMPTY_CACHE);
  const [failure, setFailure] = useState<string | null>(null);
  const current = useRef({ key, cache, asked: new Set<string>(), range: { first: 0, last: 0 } });
  current.current.key = key;
  current.current.cache = cache;

  const ask = useCallback(() => {
    const { key: now, cache: known, asked, range } = current.current;
    const [query, sort, descending]: [Question['query'], Question['sort'], boolean] = JSON.parse(now);
    for (const page of missingPages(known, now, range.first, range.last)) {
      const ticket = `${now} ${page}`;
      if (!asked.has(ticket) && asked.size < MOST_ASKED) {
        asked.add(ticket);
        askPage({ query, sort, descending }, page)
          .then(
            (answer) => {
              if (current.current.key === now) {
                setFailure(null);
                setCache((before) => withAnswer(before, now, page, answer));
              }
            },
            (error: unknown) => current.current.key === now && setFailure(sentenceOf(error)),
          )
          .finally(() => {
            asked.delete(ticket);
            if (current.current.key !== now) {
              ask();
            }
          });
      }
    }
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer makes room for the next page
  useEffect(() => ask(), [cache, ask]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts at its first rows
  useEffect(() => {
    current.current.range = { first: 0, last: 0 };
    ask();
  }, [key, ask]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `revision` says that the case changed
  useEffect(() => {
    current.current.cache = outdated(current.current.cache);
    setCache(outdated);
    ask();
  }, [revision, ask]);

  const show = useCallback(
    (first: number, last: number) => {
      current.current.range = { first, last };
      ask();
    },
    [ask],
  );
  return { cache, failure, show };
}
