import { setImmediate } from 'node:timers/promises';
import { FailureError } from '../../../shared/contract/failure';
import type { SavedSearchView } from '../../../shared/contract/saved-search';
import { parseQuery } from '../../../shared/search/query';
import { savedSearchProblems as problems } from '../../../shared/wording/saved-searches';
import * as acts from '../case/acts';
import type { SavedSearch } from '../case/case-view';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';
import { relatedTo } from './related-to';

const LONGEST_NAME = 120;
const LONGEST_QUERY = 2_000;

/** The saved searches of the case in the order of their names. */
export function savedSearches({ store }: CaseSession): readonly SavedSearch[] {
  return (store.view.searches ?? []).toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** The same with how many messages fit each; others have their turn between two of them. */
export async function countSearches(session: CaseSession): Promise<readonly SavedSearchView[]> {
  const counted: SavedSearchView[] = [];
  for (const { id, name, query } of savedSearches(session)) {
    counted.push({ id, name, query, messages: await countOf(session, query) });
    await setImmediate();
  }
  return counted;
}

async function countOf(session: CaseSession, query: string): Promise<number | null> {
  return parseQuery(query).ok ? session.catalogue.count(query, await relatedTo(session, query)) : null;
}

/** A saved search by its name, whatever the case of its letters. */
export function findSearch(session: CaseSession, name: string): SavedSearch | undefined {
  return savedSearches(session).find((search) => isSame(search.name, name));
}

/**
 * Keeps a search under a name, or gives another name or other words to the one with `id`.
 *
 * @returns the journal entry's number; null when it stands so already, which records nothing
 * @throws FailureError `bad-request` for a name that is empty, too long or in use, and for words that are no search
 */
export async function saveSearch(
  session: CaseSession,
  signer: Signer,
  wanted: { readonly id?: string | undefined; readonly name: string; readonly query: string },
): Promise<{ readonly entry: number | null; readonly id: string }> {
  const [name, query] = [wanted.name.trim(), wanted.query.trim()];
  const known = savedSearches(session).find(({ id }) => id === wanted.id);
  refuseIf(wanted.id !== undefined && known === undefined, problems.gone);
  refuseIf(name === '' || name.length > LONGEST_NAME, problems.name(LONGEST_NAME));
  refuseIf(query === '' || query.length > LONGEST_QUERY, problems.query(LONGEST_QUERY));
  const parsed = parseQuery(query);
  refuseIf(!parsed.ok, parsed.ok ? '' : parsed.problem.sentence);
  const twin = findSearch(session, name);
  refuseIf(twin !== undefined && twin.id !== known?.id, problems.taken(name));
  if (known?.name === name && known.query === query) {
    return { entry: null, id: known.id };
  }
  const id = known?.id ?? session.store.env.uuid();
  const { entry } = await acts.saveSearch(session.store, signer, { id, name, query });
  return { entry: entry.seq, id };
}

/** @throws FailureError `not-found` */
export async function removeSearch(
  session: CaseSession,
  signer: Signer,
  id: string,
): Promise<{ readonly entry: number }> {
  if (!savedSearches(session).some((search) => search.id === id)) {
    throw new FailureError('not-found', `${problems.gone} ${problems.unchanged}`);
  }
  const { entry } = await acts.removeSearch(session.store, signer, id);
  return { entry: entry.seq };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.trim().toLowerCase();
}

function refuseIf(isWrong: boolean, sentence: string): void {
  if (isWrong) {
    throw new FailureError('bad-request', `${sentence} ${problems.unchanged}`);
  }
}
