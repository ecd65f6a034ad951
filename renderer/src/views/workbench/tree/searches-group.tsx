import type { SavedSearchView } from '../../../../../shared/contract/saved-search';
import { savedSearches as words } from '../../../../../shared/wording/window/saved-searches';
import { askSaveSearch } from '../../../actions/search-actions';
import { useRequest } from '../../../api/use-request';
import { Button } from '../../../components/button';
import { desk } from '../../../state/desk';
import { openDialog } from '../../../state/dialogs';
import { session } from '../../../state/session';
import { useStore } from '../../../state/store';
import { TreeEntry } from './tree-entry';
import { TreeGroup } from './tree-group';

/** The searches that the examiner keeps, with how many messages fit each now. */
export function SearchesGroup({ caseId }: { readonly caseId: string }) {
  const revision = useStore(session, (state) => state.revision);
  const query = useStore(desk, (state) => state.query.trim());
  const { value } = useRequest('search:list', {}, revision);
  const searches = value?.searches ?? [];
  const canSave = query !== '' && value !== null && searches.every((search) => search.query !== query);
  return (
    <TreeGroup
      caseId={caseId}
      name={words.group}
      count={searches.length}
      empty={value !== null && searches.length === 0 ? words.none : null}
      foot={
        canSave ? (
          <Button kind="link" onPress={askSaveSearch}>
            {words.saveThis}
          </Button>
        ) : undefined
      }
    >
      {searches.map((search) => (
        <SavedEntry key={search.id} search={search} />
      ))}
    </TreeGroup>
  );
}

function SavedEntry({ search }: { readonly search: SavedSearchView }) {
  const { name, query, messages } = search;
  return (
    <div className="tree-saved">
      <TreeEntry query={query} count={messages} hint={messages === null ? words.notUnderstood(query) : query} isWhole>
        <bdi className="examiner-ink">{name}</bdi>
      </TreeEntry>
      <button
        type="button"
        data-roving=""
        tabIndex={-1}
        className="tree-edit"
        aria-label={words.change(name)}
        title={words.change(name)}
        onClick={() => openDialog({ kind: 'saved-search', search, query })}
      >
        <span aria-hidden="true">⋯</span>
      </button>
    </div>
  );
}
