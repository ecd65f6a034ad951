import { useState } from 'react';
import type { SpanData } from '../../../../shared/contract/model';
import { common } from '../../../../shared/wording/window/common';
import { annotate as words } from '../../../../shared/wording/window/headers';
import { annotate } from '../../actions/judgement-actions';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Problem } from '../../components/problem';
import { SubmitActions } from '../../components/submit-actions';
import { grouped } from '../../format/numbers';
import { notify } from '../../state/notices';
import { readTags } from './tags';
import { useSubmit } from './use-submit';

interface AnnotateDialogProps {
  readonly messageRef: string;
  readonly span: SpanData | null;
  readonly onClose: () => void;
}

/** The examiner's own note and tags, on bytes or on the whole message. */
export function AnnotateDialog({ messageRef, span, onClose }: AnnotateDialogProps) {
  const [note, setNote] = useState('');
  const [tags, setTags] = useState('');
  const isEmpty = note.trim() === '' && readTags(tags).length === 0;
  const submit = useSubmit(async () => {
    const entry = await annotate(messageRef, span, note.trim(), readTags(tags));
    if (entry !== undefined) {
      onClose();
      notify(words.saved(entry));
    }
  });
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={() => !isEmpty && submit.run()}
      actions={
        <SubmitActions onCancel={onClose} disabled={submit.busy || isEmpty}>
          {words.save}
        </SubmitActions>
      }
    >
      <p className="muted">
        {span === null
          ? words.onMessage(messageRef)
          : words.onBytes(messageRef, grouped(span.start), grouped(span.end))}
      </p>
      <Field label={words.note} lines={4} autoFocus maxLength={20_000} value={note} onChange={setNote} />
      <Field
        label={words.tags}
        optional={common.optional}
        hint={words.tagsHint}
        maxLength={400}
        value={tags}
        onChange={setTags}
      />
      <Problem sentence={submit.problem} />
    </Dialog>
  );
}
