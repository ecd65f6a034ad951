import type { Input } from '../../../shared/contract/requests';
import { request } from '../api/client';
import { desk } from '../state/desk';
import { openDialog } from '../state/dialogs';
import { refreshCase } from '../state/session';
import { signed } from './perform';

/** Asks for a name for the search that stands in the field. */
export function askSaveSearch(): void {
  const query = desk.get().query.trim();
  openDialog({ kind: 'saved-search', search: null, query });
}

/** Keeps a search; undefined when the key stayed locked. */
export async function saveSearch(search: Input<'search:save'>): Promise<{ readonly entry: number | null } | undefined> {
  const done = await signed(() => request('search:save', search));
  await refreshCase();
  return done;
}

export async function removeSearch(id: string): Promise<{ readonly entry: number } | undefined> {
  const done = await signed(() => request('search:remove', { id }));
  await refreshCase();
  return done;
}
