import { useState } from 'react';
import { copyWords } from '../../../../shared/wording/copies';
import { attachments, saveCopy as words } from '../../../../shared/wording/window/message';
import { saveCopy } from '../../actions/copy-actions';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { MailText } from '../../components/mail-text';
import { Problem } from '../../components/problem';
import { SubmitActions } from '../../components/submit-actions';
import { grouped } from '../../format/numbers';
import type { CopiedThing } from '../../state/dialogs';
import { notify } from '../../state/notices';
import { useSubmit } from './use-submit';

/** Why a message or a file of it is to leave the case; where to is asked by the desktop's own dialog. */
export function SaveCopyDialog({ of, onClose }: { readonly of: CopiedThing; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const submit = useSubmit(async () => {
    const saved = await saveCopy(of, reason.trim());
    if (saved !== undefined) {
      onClose();
      notify(copyWords.saved(saved.file, saved.entry));
    }
  });
  const isEmpty = reason.trim() === '';
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
      <p>
        {of.index === null ? words.message(of.ref) : words.attachment(of.ref)}{' '}
        {of.index !== null && <MailText text={of.name === '' ? attachments.unnamed : of.name.slice(0, 400)} />}
      </p>
      <p className="evidence">
        {of.sha256} · {words.bytes(grouped(of.bytes))}
      </p>
      <Problem sentence={of.warning} />
      <Field
        label={words.reason}
        hint={words.reasonHint}
        lines={2}
        autoFocus
        maxLength={2_000}
        value={reason}
        onChange={setReason}
      />
      <p className="meta">{words.lead}</p>
      <Problem sentence={submit.problem} />
    </Dialog>
  );
}
