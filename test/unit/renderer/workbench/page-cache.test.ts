import { describe, expect, test } from 'vitest';
import { PAGE_SIZE } from '../../../../renderer/src/api/list-pages';
import {
  EMPTY_CACHE,
  indexOfRef,
  missingPages,
  outdated,
  rowAt,
  withAnswer,
} from '../../../../renderer/src/views/workbench/page-cache';
import type { MessageRow } from '../../../../shared/contract/model';

const findings = { proof: 0, high: 0, medium: 0, low: 0, info: 0 };

function rows(first: number, count = PAGE_SIZE): MessageRow[] {
  return Array.from({ length: count }, (_, index) => ({
    ref: `E-001/${first + index + 1}`,
    source: '',
    origin: 'acquired' as const,
    parent: null,
    sha256: '',
    contentSha256: '',
    date: null,
    received: null,
    from: '',
    to: '',
    subject: '',
    messageId: '',
    bytes: 0,
    attachments: 0,
    complete: true,
    findings,
    assessed: 0,
    annotations: 0,
    tags: [],
    exhibit: null,
    campaign: null,
  }));
}

const answer = (page: number) => ({ total: 100_000, of: 100_000, reading: 0, messages: rows(page * PAGE_SIZE) });

describe('the page cache', () => {
  test('asks for one page before anything is known, then for the pages on the screen that are missing', () => {
    const cache = withAnswer(EMPTY_CACHE, 'q', 0, answer(0));

    expect(missingPages(EMPTY_CACHE, 'q', 250, 290)).toEqual([2]);
    expect(missingPages(cache, 'q', 0, 40)).toEqual([]);
    expect(missingPages(cache, 'q', 90, 310)).toEqual([1, 2, 3]);
    expect(missingPages(cache, 'q', 99_990, 100_020)).toEqual([999]);
  });

  test('finds rows of sparse pages and says nothing of the others', () => {
    const cache = withAnswer(withAnswer(EMPTY_CACHE, 'q', 0, answer(0)), 'q', 999, answer(999));

    expect(rowAt(cache, 99_999)?.ref).toBe('E-001/100000');
    expect(rowAt(cache, 500)).toBeUndefined();
    expect(indexOfRef(cache, 'E-001/99901')).toBe(99_900);
    expect(indexOfRef(cache, 'E-009/1')).toBe(-1);
  });

  test('another question replaces everything at its first answer', () => {
    const cache = withAnswer(withAnswer(EMPTY_CACHE, 'q', 5, answer(5)), 'other', 0, {
      total: 1,
      of: 100_000,
      reading: 0,
      messages: rows(0, 1),
    });

    expect(cache).toMatchObject({ question: 'other', total: 1, of: 100_000 });
    expect([...cache.pages.keys()]).toEqual([0]);
  });

  test('a change of the case keeps rows visible and asks for them again', () => {
    const cache = outdated(withAnswer(EMPTY_CACHE, 'q', 0, answer(0)));

    expect(rowAt(cache, 3)?.ref).toBe('E-001/4');
    expect(missingPages(cache, 'q', 0, 40)).toEqual([0]);
  });

  test('holds no more than a few pages, however far one scrolls', () => {
    const pages = Array.from({ length: 400 }, (_, page) => page);
    const cache = pages.reduce((known, page) => withAnswer(known, 'q', page, answer(page)), EMPTY_CACHE);

    expect(cache.pages.size).toBe(30);
    expect(cache.pages.has(399)).toBe(true);
    expect([...cache.fresh].every((page) => cache.pages.has(page))).toBe(true);
  });
});
