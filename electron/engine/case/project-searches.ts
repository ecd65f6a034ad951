/** Saved searches in the view. */
import type { CaseView, SavedSearch } from './case-view';

/** A search with the same id is replaced in its place. */
export function withSearch({ searches = [] }: CaseView, search: SavedSearch): Partial<CaseView> {
  const at = searches.findIndex(({ id }) => id === search.id);
  return { searches: at < 0 ? [...searches, search] : searches.with(at, search) };
}

export function withoutSearch({ searches = [] }: CaseView, id: string): Partial<CaseView> {
  return { searches: searches.filter((search) => search.id !== id) };
}
