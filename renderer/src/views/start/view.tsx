import { useState } from 'react';
import type { AppState } from '../../../../shared/contract/requests';
import { common } from '../../../../shared/wording/window/common';
import { identity, start } from '../../../../shared/wording/window/start';
import { askNewCase, lockKey, openCaseByDialog, openSample } from '../../actions/case-actions';
import { verifyPacket } from '../../actions/packet-actions';
import { Button } from '../../components/button';
import { inFours } from '../../format/numbers';
import { CaseTable } from './case-table';
import { IdentityForm } from './identity-form';
import { UnlockForm } from './unlock-form';
import './view.css';

/** The first screen: who is at the keyboard, the cases, and what else can be opened. */
export function StartView({ app }: { readonly app: AppState }) {
  const [skipped, setSkipped] = useState(false);
  // The form stays after the key is made, to show the fingerprint until it was written down.
  const [introducing, setIntroducing] = useState(app.examiner === null);
  if (introducing && !skipped) {
    return (
      <main className="start start-first">
        <Wordmark />
        <IdentityForm onDone={() => setIntroducing(false)} onSkip={() => setSkipped(true)} />
      </main>
    );
  }
  return (
    <main className="start">
      <Wordmark />
      <ExaminerLine app={app} />
      <section aria-labelledby="start-cases" className="start-cases">
        <div className="start-heading">
          <h2 id="start-cases">{start.recentCases}</h2>
          <Button kind="primary" keys="Ctrl+N" onPress={askNewCase}>
            {start.newCase}
          </Button>
          <Button onPress={openCaseByDialog}>{start.openCase}</Button>
          <Button onPress={() => verifyPacket('packet-file')}>{start.checkPacket}</Button>
          <Button onPress={() => verifyPacket('packet-folder')}>{start.checkPacketFolder}</Button>
        </div>
        <CaseTable cases={app.recentCases} />
        <p className="start-sample">
          <Button kind="link" onPress={openSample}>
            {start.openSample}
          </Button>
          <span className="muted">{start.sampleHint}</span>
        </p>
      </section>
      <footer className="meta start-foot">
        <span>{start.offline}</span>
        <span>{start.version(app.version, app.runtime)}</span>
      </footer>
    </main>
  );
}

function Wordmark() {
  return <h1 className="start-wordmark">{common.product}</h1>;
}

/** Who acts are signed by, and the one field that unlocks the key. */
function ExaminerLine({ app }: { readonly app: AppState }) {
  if (app.examiner === null) {
    return <p className="muted">{identity.noExaminer}</p>;
  }
  const { name, organisation, fingerprint } = app.examiner;
  return (
    <section className="start-examiner" aria-label={name}>
      <p>
        <span className="start-name">{name}</span>
        {organisation !== '' && <span className="muted"> · {organisation}</span>}
        <span className="muted"> · {app.unlocked ? identity.unlocked : identity.locked}</span>
      </p>
      <p className="meta evidence-small" title={identity.fingerprint}>
        {inFours(fingerprint)}
      </p>
      {app.unlocked ? (
        <Button kind="link" onPress={lockKey}>
          {identity.lock}
        </Button>
      ) : (
        <UnlockForm examiner={name} />
      )}
    </section>
  );
}
