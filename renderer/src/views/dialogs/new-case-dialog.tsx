import { useState } from 'react';
import { common } from '../../../../shared/wording/window/common';
import { newCase } from '../../../../shared/wording/window/start';
import { createCase } from '../../actions/case-actions';
import { type Chosen, choose } from '../../api/desktop';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Problem } from '../../components/problem';
import { SubmitActions } from '../../components/submit-actions';
import { useSubmit } from './use-submit';

/** Name and number of a new case; another folder only for those who want one. */
export function NewCaseDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  const [place, setPlace] = useState<Chosen | null>(null);
  const submit = useSubmit(async () => {
    if (await createCase(name.trim(), number.trim(), place?.token ?? null)) {
      onClose();
    }
  });
  const choosePlace = async (): Promise<void> => setPlace((await choose('new-case-place'))[0] ?? place);
  return (
    <Dialog
      title={newCase.title}
      onClose={onClose}
      onSubmit={() => name.trim() !== '' && submit.run()}
      actions={
        <SubmitActions onCancel={onClose} disabled={submit.busy || name.trim() === ''}>
          {newCase.create}
        </SubmitActions>
      }
    >
      <Field
        label={newCase.name}
        autoFocus
        required
        maxLength={400}
        placeholder={newCase.namePlaceholder}
        value={name}
        onChange={setName}
      />
      <Field label={newCase.number} optional={common.optional} maxLength={400} value={number} onChange={setNumber} />
      <div className="field">
        <span className="field-name">{newCase.place}</span>
        <div className="dialog-row">
          <span className="muted">{place?.name ?? newCase.placeDefault}</span>
          <Button kind="link" onPress={() => void choosePlace()}>
            {newCase.choosePlace}
          </Button>
        </div>
      </div>
      <Problem sentence={submit.problem} />
    </Dialog>
  );
}
