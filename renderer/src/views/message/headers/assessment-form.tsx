import { useState } from 'react';
import type { Decision, FindingView } from '../../../../../shared/contract/model';
import { card } from '../../../../../shared/wording/window/headers';
import { assess } from '../../../actions/judgement-actions';
import { sentenceOf } from '../../../api/client';
import { Button } from '../../../components/button';
import { Field } from '../../../components/field';
import { Group } from '../../../components/group';
import { Problem } from '../../../components/problem';
import { inUtc } from '../../../format/time';

const DECISIONS: readonly Decision[] = ['confirmed', 'innocent', 'undecided'];

/** The examiner's judgement in the examiner's ink; saved in place, as a new journal entry each time. */
export function AssessmentForm({ finding }: { readonly finding: FindingView }) {
  const { assessment } = finding;
  const [reason, setReason] = useState(assessment?.reason ?? '');
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const decide = async (decision: Decision): Promise<void> => {
    // Not disabled meanwhile: a disabled button would lose the focus.
    if (busy) {
      return;
    }
    if (reason.trim() === '') {
      setProblem(card.reasonNeeded);
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const entry = await assess(finding, decision, reason.trim());
      setSaved(entry === undefined ? '' : card.saved(entry));
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Group className="assessment" label={card.assess}>
      {assessment !== null && (
        <p className="examiner-ink">
          <b>{card.decided[assessment.decision]}</b> · {card.by(assessment.by, inUtc(assessment.at), assessment.entry)}
        </p>
      )}
      <Field
        label={card.reason}
        placeholder={card.reasonPlaceholder}
        lines={2}
        maxLength={20_000}
        value={reason}
        onChange={setReason}
      />
      <div className="assessment-buttons">
        {DECISIONS.map((decision) => (
          <Button key={decision} pressed={assessment?.decision === decision} onPress={() => void decide(decision)}>
            {card.decisions[decision]}
          </Button>
        ))}
        <span role="status" className="meta">
          {saved}
        </span>
      </div>
      <Problem sentence={problem} />
    </Group>
  );
}
