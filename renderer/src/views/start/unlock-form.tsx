import { useState } from 'react';
import { identity } from '../../../../shared/wording/window/start';
import { request, sentenceOf } from '../../api/client';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Problem } from '../../components/problem';
import { refreshApp } from '../../state/session';

/** One field and one button; the reason why it is not needed for reading stands beside it. */
export function UnlockForm({ examiner }: { readonly examiner: string }) {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const unlock = async (): Promise<void> => {
    setBusy(true);
    try {
      await request('identity:unlock', { passphrase });
      await refreshApp();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="unlock-form"
      onSubmit={(event) => {
        event.preventDefault();
        void unlock();
      }}
    >
      <Field
        label={identity.passphrase}
        secret
        value={passphrase}
        onChange={setPassphrase}
        hint={identity.unlockReason(examiner)}
      />
      <Button submits disabled={busy || passphrase === ''}>
        {busy ? identity.unlocking : identity.unlock}
      </Button>
      <Problem sentence={problem} />
    </form>
  );
}
