import { useEffect, useRef, useState } from 'react';
import type { Output } from '../../../../shared/contract/requests';
import { common } from '../../../../shared/wording/window/common';
import { identity } from '../../../../shared/wording/window/start';
import { request, sentenceOf } from '../../api/client';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Problem } from '../../components/problem';
import { inFours } from '../../format/numbers';
import { refreshApp } from '../../state/session';
import { ImportKeyForm } from './import-key-form';
import { EMPTY_IDENTITY, type IdentityForm as Form, isComplete, repeatsWrongly, strengthHint } from './model';

/** The key, and where its root was sealed; null where somebody else's root vouches for it. */
interface Made {
  readonly examiner: Output<'identity:create'>['examiner'];
  readonly rootFile: string | null;
}

interface IdentityFormProps {
  readonly onDone: () => void;
  readonly onSkip: () => void;
}

/** First use: name, organisation and passphrase; then the fingerprint to be written down. */
export function IdentityForm({ onDone, onSkip }: IdentityFormProps) {
  const [made, setMade] = useState<Made | null>(null);
  const [imports, setImports] = useState(false);
  if (made !== null) {
    return <ShowFingerprint made={made} onDone={onDone} />;
  }
  return imports ? (
    <ImportKeyForm onMade={(examiner) => setMade({ examiner, rootFile: null })} onBack={() => setImports(false)} />
  ) : (
    <AskForm onMade={setMade} onImport={() => setImports(true)} onSkip={onSkip} />
  );
}

interface AskFormProps {
  readonly onMade: (made: Made) => void;
  readonly onImport: () => void;
  readonly onSkip: () => void;
}

function AskForm({ onMade, onImport, onSkip }: AskFormProps) {
  const [form, setForm] = useState<Form>(EMPTY_IDENTITY);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => element.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  const set = (part: Partial<Form>): void => setForm((before) => ({ ...before, ...part }));
  const create = async (): Promise<void> => {
    setBusy(true);
    try {
      const { name, organisation, passphrase } = form;
      onMade(await request('identity:create', { name: name.trim(), organisation, passphrase }));
      await refreshApp();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      ref={element}
      className="identity-form"
      aria-label={identity.createTitle}
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete(form)) {
          void create();
        }
      }}
    >
      <h2 className="identity-title">{identity.createTitle}</h2>
      <p className="muted identity-lead">{identity.createLead}</p>
      <Field label={identity.name} value={form.name} onChange={(name) => set({ name })} autoFocus required />
      <Field
        label={identity.organisation}
        optional={common.optional}
        value={form.organisation}
        onChange={(organisation) => set({ organisation })}
      />
      <Field
        label={identity.passphrase}
        secret
        value={form.passphrase}
        onChange={(passphrase) => set({ passphrase })}
        hint={strengthHint(form.passphrase)}
      />
      <Field
        label={identity.repeat}
        secret
        value={form.repeat}
        onChange={(repeat) => set({ repeat })}
        hint={
          repeatsWrongly(form) ? <span className="identity-differs">{identity.mismatch}</span> : identity.noRecovery
        }
      />
      <Problem sentence={problem} />
      <div className="identity-actions">
        <Button kind="primary" submits disabled={busy || !isComplete(form)}>
          {busy ? identity.creating : identity.create}
        </Button>
        <Button kind="quiet" onPress={onImport}>
          {identity.haveKey}
        </Button>
        <Button kind="quiet" onPress={onSkip}>
          {identity.skip}
        </Button>
      </div>
    </form>
  );
}

function ShowFingerprint({ made, onDone }: { readonly made: Made; readonly onDone: () => void }) {
  const { examiner, rootFile } = made;
  return (
    <section className="identity-form" aria-label={identity.doneTitle}>
      <h2 className="identity-title">{identity.doneTitle}</h2>
      <p className="muted identity-lead">{identity.doneLead}</p>
      <p>
        {examiner.name}
        {examiner.organisation !== '' && <span className="muted"> · {examiner.organisation}</span>}
      </p>
      <dl className="identity-fingerprint">
        <dt className="muted">{identity.fingerprint}</dt>
        <dd className="identity-digits">{inFours(examiner.fingerprint)}</dd>
      </dl>
      {rootFile !== null && <p className="muted identity-root">{identity.root(rootFile)}</p>}
      <div className="identity-actions">
        <Button kind="primary" onPress={onDone}>
          {identity.continue}
        </Button>
      </div>
    </section>
  );
}
