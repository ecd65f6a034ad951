import { useState } from 'react';
import type { SavedSearchView } from '../../../../shared/contract/saved-search';
import { savedSearches as words } from '../../../../shared/wording/window/saved-searches';
import { removeSearch, saveSearch } from '../../actions/search-actions';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Problem } from '../../components/problem';
import { SubmitActions } from '../../components/submit-actions';
import { notify } from '../../state/notices';
import { useSubmit } from './use-submit';

interface SavedSearchDialogProps {
  /** Null for one that is to be saved. */
  readonly search: SavedSearchView | null;
  readonly query: string;
  readonly onClose: () => void;
}

/** Gives a search a name, another name, other words; or removes it. */
export function SavedSearchDialog({ search, query, onClose }: SavedSearchDialogProps) {
  const [name, setName] = useState(search?.name ?? '');
  const [asked, setAsked] = useState(query);
  const isEmpty = name.trim() === '' || asked.trim() === '';
  const finish = (done: { readonly entry: number | null } | undefined): void => {
    if (done !== undefined) {
      onClose();
      notify(done.entry === null ? words.unchanged : words.saved(done.entry));
    }
  };
  const saving = useSubmit(async () => finish(await saveSearch({ id: search?.id, name, query: asked })));
  const removing = useSubmit(async () => finish(search === null ? undefined : await removeSearch(search.id)));
  const busy = saving.busy || removing.busy;
  return (
    <Dialog
      title={search === null ? words.newTitle : words.title}
      onClose={onClose}
      onSubmit={() => !isEmpty && saving.run()}
      actions={
        <SubmitActions onCancel={onClose} disabled={busy || isEmpty}>
          {words.save}
        </SubmitActions>
      }
    >
      <p className="muted">{words.lead}</p>
      <Field label={words.name} autoFocus maxLength={120} value={name} onChange={setName} />
      <Field label={words.query} evidence maxLength={2_000} value={asked} onChange={setAsked} />
      {search !== null && (
        <Button kind="link" disabled={busy} onPress={removing.run}>
          {words.remove}
        </Button>
      )}
      <Problem sentence={saving.problem ?? removing.problem} />
    </Dialog>
  );
}
