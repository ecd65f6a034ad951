import { useState } from 'react';
import type { Output } from '../../../../shared/contract/requests';
import { key as words } from '../../../../shared/wording/window/key';
import { request } from '../../api/client';
import { choose } from '../../api/desktop';
import { useRequest } from '../../api/use-request';
import { Button } from '../../components/button';
import { DataTable, type TableColumn } from '../../components/data-table';
import { Dialog } from '../../components/dialog';
import { Facts } from '../../components/facts';
import { Field } from '../../components/field';
import { Group } from '../../components/group';
import { MailText } from '../../components/mail-text';
import { Problem } from '../../components/problem';
import { inFours } from '../../format/numbers';
import { inUtc } from '../../format/time';
import { notify } from '../../state/notices';
import { refreshApp, refreshCase, session } from '../../state/session';
import { useStore } from '../../state/store';
import { useSubmit } from './use-submit';

type Described = Output<'identity:describe'>;

const columns: readonly TableColumn<Described['chain'][number]>[] = [
  { id: 'name', name: words.columns.name, cell: ({ name }) => <MailText text={name} /> },
  { id: 'issuer', name: words.columns.issuer, cell: ({ issuer }) => <MailText text={issuer} /> },
  { id: 'from', name: words.columns.from, cell: ({ notBefore }) => notBefore },
  { id: 'to', name: words.columns.to, cell: ({ notAfter }) => notAfter },
];

/** Whose key this is and who vouches for it; its passphrase and its certificate are changed here. */
export function KeyDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useStore(session, (state) => state.app);
  const [changes, setChanges] = useState(0);
  const { value, failure } = useRequest('identity:describe', {}, changes);
  return (
    <Dialog title={words.title} width="wide" onClose={onClose}>
      <Problem sentence={failure} />
      {value !== null && (
        <>
          <Facts
            facts={[
              { name: words.examiner, value: [value.name, value.organisation].filter(Boolean).join(', ') },
              { name: words.fingerprint, value: inFours(value.fingerprint), evidence: true },
              { name: words.made, value: inUtc(value.createdAt) },
              { name: words.file, value: value.file, evidence: true },
            ]}
          />
          <DataTable label={words.chain} columns={columns} rows={value.chain} keyOf={({ name }) => name} />
          {app?.examiner != null && (
            <>
              <PassphraseForm />
              <CertificateForm onInstalled={() => setChanges(changes + 1)} />
            </>
          )}
        </>
      )}
    </Dialog>
  );
}

function PassphraseForm() {
  const [before, setBefore] = useState('');
  const [after, setAfter] = useState('');
  const [again, setAgain] = useState('');
  const isReady = before !== '' && after !== '' && after === again;
  const submit = useSubmit(async () => {
    const { entry } = await request('identity:passphrase', { before, after });
    setBefore('');
    setAfter('');
    setAgain('');
    await refreshCase();
    notify(words.changed(entry));
  });
  return (
    <section className="dialog-section">
      <h3>{words.changeTitle}</h3>
      <Field label={words.before} secret maxLength={1_000} value={before} onChange={setBefore} />
      <Field label={words.after} secret maxLength={1_000} value={after} onChange={setAfter} />
      <Field
        label={words.repeat}
        secret
        maxLength={1_000}
        value={again}
        onChange={setAgain}
        hint={again !== '' && again !== after ? words.mismatch : words.copies}
      />
      <Group className="choices" label={words.changeTitle}>
        <Button disabled={!isReady || submit.busy} onPress={submit.run}>
          {words.change}
        </Button>
      </Group>
      <Problem sentence={submit.problem} />
    </section>
  );
}

function CertificateForm({ onInstalled }: { readonly onInstalled: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const write = useSubmit(async () => {
    const [place] = await choose('certificate-request');
    if (place !== undefined) {
      const { file } = await request('identity:request', { place: place.token, passphrase });
      notify(words.requested(file));
    }
  });
  const install = useSubmit(async () => {
    const [place] = await choose('certificate-file');
    if (place !== undefined) {
      const { issuer } = await request('identity:install', { place: place.token, passphrase });
      await refreshApp();
      await refreshCase();
      onInstalled();
      notify(words.installed(issuer));
    }
  });
  return (
    <section className="dialog-section">
      <h3>{words.certificateTitle}</h3>
      <p className="muted">{words.certificateLead}</p>
      <Field label={words.passphrase} secret maxLength={1_000} value={passphrase} onChange={setPassphrase} />
      <Group className="choices" label={words.certificateTitle}>
        <Button disabled={passphrase === '' || write.busy} onPress={write.run}>
          {words.request}
        </Button>
        <Button disabled={passphrase === '' || install.busy} onPress={install.run}>
          {words.install}
        </Button>
      </Group>
      <Problem sentence={write.problem ?? install.problem} />
    </section>
  );
}
