import { useState } from 'react';
import { identity } from '../../../../shared/wording/window/start';
import { request } from '../../api/client';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Problem } from '../../components/problem';
import { SubmitActions } from '../../components/submit-actions';
import { refreshApp, session } from '../../state/session';
import { useSubmit } from './use-submit';

interface UnlockDialogProps {
  readonly settle: (done: boolean) => void;
  readonly onClose: () => void;
}

/** Asks for the passphrase in the middle of an act; the act goes on once it is settled. */
export function UnlockDialog({ settle, onClose }: UnlockDialogProps) {
  const [passphrase, setPassphrase] = useState('');
  const finish = (done: boolean): void => {
    onClose();
    settle(done);
  };
  const submit = useSubmit(async () => {
    await request('identity:unlock', { passphrase });
    await refreshApp();
    finish(true);
  });
  return (
    <Dialog
      title={identity.unlockTitle}
      onClose={() => finish(false)}
      onSubmit={submit.run}
      actions={
        <SubmitActions onCancel={() => finish(false)} disabled={submit.busy || passphrase === ''}>
          {submit.busy ? identity.unlocking : identity.unlock}
        </SubmitActions>
      }
    >
      <Field
        label={identity.passphrase}
        secret
        autoFocus
        value={passphrase}
        onChange={setPassphrase}
        hint={identity.unlockReason(session.get().app?.examiner?.name ?? '')}
      />
      <Problem sentence={submit.problem} />
    </Dialog>
  );
}
