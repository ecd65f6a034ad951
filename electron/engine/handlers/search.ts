import type { Handlers } from '../../../shared/contract/requests';
import { listRelationKinds } from '../session/list-relation-kinds';
import { relationOfCase, summariesOfCase } from '../session/list-relations';
import { readCaseOverview } from '../session/read-overview';
import { countSearches, removeSearch, saveSearch } from '../session/saved-searches';
import type { EngineState } from './engine-state';

type SearchRequests =
  | 'search:senders'
  | 'search:list'
  | 'search:save'
  | 'search:remove'
  | 'case:overview'
  | 'case:relation-kinds'
  | 'case:relations'
  | 'case:relation';

export function searchHandlers(state: EngineState): Pick<Handlers, SearchRequests> {
  return {
    'search:senders': async ({ start, limit }) => ({ senders: [...state.session.catalogue.senders(start, limit)] }),
    'search:list': async () => ({ searches: [...(await countSearches(state.session))] }),
    'search:save': (wanted) => state.announced(saveSearch(state.session, state.signer, wanted)),
    'search:remove': ({ id }) => state.announced(removeSearch(state.session, state.signer, id)),
    'case:overview': async ({ query }) => await readCaseOverview(state.session, query),
    'case:relation-kinds': async () => await listRelationKinds(state.session),
    'case:relations': async (asked) => await summariesOfCase(state.session, asked),
    'case:relation': async ({ id }) => await relationOfCase(state.session, id),
  };
}
