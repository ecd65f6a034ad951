import { useState } from 'react';
import type { SpanData } from '../../../../shared/contract/model';
import { manyWords } from '../../../../shared/wording/many-acts';
import { common } from '../../../../shared/wording/window/common';
import { annotate as words } from '../../../../shared/wording/window/headers';
import { annotateMany as many } from '../../../../shared/wording/window/many';
import { annotate } from '../../actions/judgement-actions';
import { annotateMany } from '../../actions/many-actions';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Problem } from '../../components/problem';
import { SubmitActions } from '../../components/submit-actions';
import { grouped } from '../../format/numbers';
import { notify } from '../../state/notices';
import { readTags } from './tags';
import { useSubmit } from './use-submit';

interface AnnotateDialogProps {
  readonly refs: readonly string[];
  /** Bytes of the one message; null for whole messages. */
  readonly span: SpanData | null;
  readonly onClose: () => void;
}

/** The examiner's own note and tags, on bytes, on a message, or on several. */
export function AnnotateDialog({ refs, span, onClose }: AnnotateDialogProps) {
  const [note, setNote] = useState('');
  const [tags, setTags] = useState('');
  const isEmpty = note.trim() === '' && readTags(tags).length === 0;
  const submit = useSubmit(async () => {
    const saved = await save(refs, span, note.trim(), readTags(tags));
    if (saved !== undefined) {
      onClose();
      notify(saved);
    }
  });
  return (
    <Dialog
      title={refs.length > 1 ? many.title : words.title}
      onClose={onClose}
      onSubmit={() => !isEmpty && submit.run()}
      actions={
        <SubmitActions onCancel={onClose} disabled={submit.busy || isEmpty}>
          {words.save}
        </SubmitActions>
      }
    >
      <p className="muted">{placeOf(refs, span)}</p>
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

function placeOf(refs: readonly string[], span: SpanData | null): string {
  const [ref = ''] = refs;
  if (refs.length > 1) {
    return many.on(manyWords.messages(refs.length));
  }
  return span === null ? words.onMessage(ref) : words.onBytes(ref, grouped(span.start), grouped(span.end));
}

/** The sentence that says where it was recorded; undefined when the key stayed locked. */
async function save(
  refs: readonly string[],
  span: SpanData | null,
  note: string,
  tags: readonly string[],
): Promise<string | undefined> {
  const [ref = ''] = refs;
  if (refs.length > 1) {
    const done = await annotateMany(refs, note, tags);
    return done && many.saved(done.entry, done.messages);
  }
  const entry = await annotate(ref, span, note, tags);
  return entry === undefined ? undefined : words.saved(entry);
}
