import { useState } from 'react';
import { importing } from '../../../../shared/wording/window/evidence';
import { startPaste } from '../../actions/import-actions';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Problem } from '../../components/problem';
import { SubmitActions } from '../../components/submit-actions';
import { EMPTY_PROVENANCE, ProvenanceFields } from './provenance-fields';
import { useSubmit } from './use-submit';

/** Headers that arrived as text. */
export function PasteDialog({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [provenance, setProvenance] = useState(EMPTY_PROVENANCE);
  const submit = useSubmit(async () => {
    if (await startPaste(text, provenance)) {
      onClose();
    }
  });
  return (
    <Dialog
      title={importing.pasteTitle}
      width="wide"
      onClose={onClose}
      onSubmit={() => text.trim() !== '' && submit.run()}
      actions={
        <SubmitActions onCancel={onClose} disabled={submit.busy || text.trim() === ''}>
          {importing.start}
        </SubmitActions>
      }
    >
      <p className="dialog-lead">{importing.pasteLead}</p>
      <Field label={importing.pasteText} lines={11} evidence autoFocus required value={text} onChange={setText} />
      <ProvenanceFields value={provenance} onChange={setProvenance} />
      <Problem sentence={submit.problem} />
    </Dialog>
  );
}
