import type { SavedSearchView } from '../../../shared/contract/saved-search';
import { savedSearchWords as words } from '../../../shared/wording/saved-searches';
import { countSearches } from '../../engine/session/saved-searches';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, requiredPositional } from '../words';

export const searchList: Verb = {
  usage: 'DIR',
  options: {},
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const searches = await withCase(call, dir, 'read', countSearches);
    return { json: { searches }, text: searches.length === 0 ? [words.none] : searches.map(lineOf) };
  },
};

function lineOf({ name, query, messages }: SavedSearchView): string {
  const count = messages === null ? words.notCounted : messages.toLocaleString('en');
  return `${name.padEnd(30)} ${count.padStart(9)}  ${query}`;
}
