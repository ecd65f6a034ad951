import { useState } from 'react';
import type { Output } from '../../../../shared/contract/requests';
import { common } from '../../../../shared/wording/window/common';
import { identity } from '../../../../shared/wording/window/start';
import { request } from '../../api/client';
import { type Chosen, choose } from '../../api/desktop';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Group } from '../../components/group';
import { MailText } from '../../components/mail-text';
import { Problem } from '../../components/problem';
import { refreshApp } from '../../state/session';
import { useSubmit } from '../dialogs/use-submit';
import { repeatsWrongly } from './model';

interface ImportKeyFormProps {
  readonly onMade: (examiner: Output<'identity:import'>['examiner']) => void;
  readonly onBack: () => void;
}

/** First use with a key of the laboratory's: its file, the passphrase of the file, the one from now on. */
export function ImportKeyForm({ onMade, onBack }: ImportKeyFormProps) {
  const [file, setFile] = useState<Chosen | null>(null);
  const [issuers, setIssuers] = useState<Chosen | null>(null);
  const [filePassphrase, setFilePassphrase] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const isReady = file !== null && passphrase !== '' && passphrase === repeat;
  const submit = useSubmit(async () => {
    if (file !== null) {
      const made = await request('identity:import', {
        place: file.token,
        issuers: issuers?.token ?? null,
        filePassphrase,
        passphrase,
      });
      onMade(made.examiner);
      await refreshApp();
    }
  });
  return (
    <form
      className="identity-form"
      aria-label={identity.importTitle}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) {
          submit.run();
        }
      }}
    >
      <h2 className="identity-title">{identity.importTitle}</h2>
      <p className="muted identity-lead">{identity.importLead}</p>
      <FileChoice label={identity.importFile} what="key-file" chosen={file} onChoose={setFile} />
      <FileChoice
        label={identity.importIssuers}
        hint={identity.importIssuersHint}
        what="certificate-file"
        chosen={issuers}
        onChoose={setIssuers}
      />
      <Field
        label={identity.filePassphrase}
        optional={common.optional}
        secret
        maxLength={1_000}
        value={filePassphrase}
        onChange={setFilePassphrase}
      />
      <Field label={identity.newPassphrase} secret maxLength={1_000} value={passphrase} onChange={setPassphrase} />
      <Field
        label={identity.repeat}
        secret
        maxLength={1_000}
        value={repeat}
        onChange={setRepeat}
        hint={
          repeatsWrongly({ passphrase, repeat }) ? (
            <span className="identity-differs">{identity.mismatch}</span>
          ) : (
            identity.noRecovery
          )
        }
      />
      <Problem sentence={submit.problem} />
      <div className="identity-actions">
        <Button kind="primary" submits disabled={submit.busy || !isReady}>
          {submit.busy ? identity.importing : identity.import}
        </Button>
        <Button kind="quiet" onPress={onBack}>
          {identity.back}
        </Button>
      </div>
    </form>
  );
}

interface FileChoiceProps {
  readonly label: string;
  readonly hint?: string;
  readonly what: 'key-file' | 'certificate-file';
  readonly chosen: Chosen | null;
  readonly onChoose: (file: Chosen) => void;
}

function FileChoice({ label, hint, what, chosen, onChoose }: FileChoiceProps) {
  const ask = async (): Promise<void> => {
    const [file] = await choose(what);
    if (file !== undefined) {
      onChoose(file);
    }
  };
  return (
    <Group className="identity-file" label={label}>
      <span className="identity-file-label">{label}</span>
      <span className="identity-file-name">
        {chosen === null ? <span className="muted">{identity.nothingChosen}</span> : <MailText text={chosen.name} />}
      </span>
      <Button onPress={ask}>{identity.choose}</Button>
      {hint !== undefined && <span className="muted identity-file-hint">{hint}</span>}
    </Group>
  );
}
