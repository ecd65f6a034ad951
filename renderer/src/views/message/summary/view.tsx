import { type ReactNode, useState } from 'react';
import type { FindingView, MessageView } from '../../../../../shared/contract/model';
import { across } from '../../../../../shared/wording/window/across';
import { common } from '../../../../../shared/wording/window/common';
import { annotate } from '../../../../../shared/wording/window/headers';
import { summary } from '../../../../../shared/wording/window/message';
import { Button } from '../../../components/button';
import { type Fact, Facts } from '../../../components/facts';
import { MailText } from '../../../components/mail-text';
import { SeverityMark } from '../../../components/severity-mark';
import { grouped } from '../../../format/numbers';
import { desk, showingHeaders } from '../../../state/desk';
import { openDialog } from '../../../state/dialogs';
import { AcrossView } from '../across/view';
import { ExaminerWords } from './examiner-words';
import { howItCame, missingIn, OBSERVATIONS_SHOWN, strongestFirst, supportedBy } from './model';
import './view.css';

/** One page about the message, fit to be read aloud: claims, evidence, observations, gaps, judgement, source. */
export function SummaryView({ message }: { readonly message: MessageView }) {
  return (
    <div className="tab-page summary">
      <Part name={summary.observations}>
        <Observations findings={strongestFirst(message.findings)} />
      </Part>
      <Part name={across.title}>
        <AcrossView messageRef={message.ref} />
      </Part>
      <Part name={summary.claims}>
        <Facts facts={claims(message)} />
      </Part>
      <Part name={summary.supports}>
        <Sentences sentences={supportedBy(message)} />
      </Part>
      <Part name={summary.missing}>
        <Sentences sentences={missingIn(message)} />
      </Part>
      <Part name={summary.words}>
        <ExaminerWords message={message} />
        <Button kind="link" onPress={() => openDialog({ kind: 'annotate', ref: message.ref, span: null })}>
          {annotate.title}…
        </Button>
      </Part>
      <Part name={summary.source}>
        <Facts facts={source(message)} />
      </Part>
    </div>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section aria-label={name}>
      <h3 className="section-name">{name}</h3>
      {children}
    </section>
  );
}

function Sentences({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <ul className="summary-sentences">
      {sentences.map((sentence) => (
        <li key={sentence}>
          <MailText text={sentence} />
        </li>
      ))}
    </ul>
  );
}

function Observations({ findings }: { readonly findings: readonly FindingView[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? findings : findings.slice(0, OBSERVATIONS_SHOWN);
  if (findings.length === 0) {
    return <p className="muted">{summary.noObservations}</p>;
  }
  return (
    <>
      <ul className="observations">
        {shown.map((finding) => (
          <li key={`${finding.rule} ${finding.summary}`}>
            <button
              type="button"
              className="observation"
              title={summary.showInHeaders}
              onClick={() => desk.update((state) => showingHeaders(state, { rule: finding.rule }))}
            >
              <SeverityMark severity={finding.severity} />
              <span>
                <b>{finding.title}.</b> <MailText text={finding.summary} />
                {finding.assessment !== null && (
                  <span className="examiner-ink"> {summary[finding.assessment.decision]}</span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < findings.length && (
        <Button kind="link" onPress={() => setAll(true)}>
          {summary.more(findings.length - shown.length)}
        </Button>
      )}
    </>
  );
}

function claims(message: MessageView): readonly Fact[] {
  const { fields } = summary;
  const told: readonly (readonly [string, string])[] = [
    [fields.from, message.from],
    [fields.to, message.to],
    [fields.cc, message.cc],
    [fields.replyTo, message.replyTo],
    [fields.returnPath, message.returnPath],
    [fields.date, message.dateAsWritten],
    [fields.messageId, message.messageId],
  ];
  return told
    .filter(([name, value]) => value !== '' || name === fields.from || name === fields.date)
    .map(([name, value]) => ({
      name,
      value: value === '' ? <span className="muted">{common.none}</span> : <MailText text={value.slice(0, 4000)} />,
      evidence: true,
    }));
}

function source(message: MessageView): readonly Fact[] {
  const { fields } = summary;
  const { offset, length, sha256, contentSha256, object } = message;
  const came = howItCame(message);
  const facts: readonly Fact[] = [
    { name: fields.file, value: message.ref.split('/')[0] ?? '', evidence: true },
    { name: fields.path, value: <MailText text={message.source} />, evidence: true },
    ...(came === '' ? [] : [{ name: fields.came, value: <MailText text={came} /> }]),
    {
      name: fields.place,
      value: summary.bytesOf(grouped(offset), grouped(offset + length), grouped(length)),
    },
    { name: fields.sha256, value: sha256, evidence: true },
    ...(contentSha256 === sha256 ? [] : [{ name: fields.contentSha256, value: contentSha256, evidence: true }]),
    { name: fields.object, value: object, evidence: true },
  ];
  return facts.filter((fact) => fact.name !== fields.path || message.source !== '');
}
