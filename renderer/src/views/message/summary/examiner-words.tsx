import type { MessageView } from '../../../../../shared/contract/model';
import { summary } from '../../../../../shared/wording/window/message';
import { inUtc } from '../../../format/time';
import { desk, showingHeaders } from '../../../state/desk';

/** Assessments and notes: the only place, beside the notes at the bytes, where the examiner's ink is used. */
export function ExaminerWords({ message }: { readonly message: MessageView }) {
  const assessed = message.findings.flatMap((finding) =>
    finding.assessment === null ? [] : [{ finding, assessment: finding.assessment }],
  );
  if (assessed.length + message.annotations.length + message.tags.length === 0) {
    return <p className="muted">{summary.noWords}</p>;
  }
  return (
    <ul className="examiner-words">
      {assessed.map(({ finding, assessment }) => (
        <li key={finding.rule}>
          <p>
            <b>{finding.title}</b>: {summary[assessment.decision]}. {assessment.reason}
          </p>
          <p className="meta">{summary.noted(assessment.by, inUtc(assessment.at))}</p>
        </li>
      ))}
      {message.annotations.map((annotation) => (
        <li key={annotation.id}>
          <p>
            {annotation.note} {annotation.tags.map((tag) => `#${tag}`).join(' ')}
          </p>
          <p className="meta">
            {summary.noted(annotation.by, inUtc(annotation.at))}
            {annotation.span !== null && <ShowBytes span={annotation.span} />}
          </p>
        </li>
      ))}
      {message.tags.map(({ tag, by, at }) => (
        <li key={`#${tag}`}>
          <p>#{tag}</p>
          <p className="meta">{summary.noted(by, inUtc(at))}</p>
        </li>
      ))}
    </ul>
  );
}

function ShowBytes({ span }: { readonly span: { readonly start: number; readonly end: number } }) {
  return (
    <button
      type="button"
      className="button button-link words-show"
      onClick={() => desk.update((state) => showingHeaders(state, { span }))}
    >
      {summary.showInHeaders}
    </button>
  );
}
