/** Pages of the message list, as the engine is asked for them. */
import type { Output } from '../../../shared/contract/requests';
import type { Desk } from '../state/desk';
import { request } from './client';

/** What the list shows, and in which order. */
export type Question = Pick<Desk, 'query' | 'sort' | 'descending'>;
type Page = Output<'messages:list'>;

/** Rows of a page. */
export const PAGE_SIZE = 100;

let ahead: { readonly key: string; readonly answer: Promise<Page> } | null = null;

/** Asks for the first page while the views that show it are still being made. */
export function askAhead(question: Question): void {
  const answer = ask(question, 0);
  // Heard by the list, where it is shown; there may be none.
  answer.catch(() => undefined);
  ahead = { key: keyOf(question, 0), answer };
}

/** A page by its number; the answer to `askAhead` where that is what is asked for, once. */
export function askPage(question: Question, page: number): Promise<Page> {
  const asked = ahead;
  ahead = null;
  return asked?.key === keyOf(question, page) ? asked.answer : ask(question, page);
}

function ask({ query, sort, descending }: Question, page: number): Promise<Page> {
  return request('messages:list', { query, sort, descending, offset: page * PAGE_SIZE, limit: PAGE_SIZE });
}

function keyOf({ query, sort, descending }: Question, page: number): string {
  return JSON.stringify([query, sort, descending, page]);
}
