import { useState } from 'react';
import { type Decision, decisionSchema } from '../../../../shared/contract/model';
import { manyWords } from '../../../../shared/wording/many-acts';
import { common } from '../../../../shared/wording/window/common';
import { card } from '../../../../shared/wording/window/headers';
import { assessMany as words } from '../../../../shared/wording/window/many';
import { severityNames } from '../../../../shared/wording/window/severity';
import { assessMany } from '../../actions/many-actions';
import { useRequest } from '../../api/use-request';
import { Choice } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Problem } from '../../components/problem';
import { SelectField } from '../../components/select-field';
import { SubmitActions } from '../../components/submit-actions';
import { grouped } from '../../format/numbers';
import { notify } from '../../state/notices';
import { readSeverity } from '../workbench/grid/row-model';
import { useSubmit } from './use-submit';

interface AssessManyDialogProps {
  readonly refs: readonly string[];
  readonly onClose: () => void;
}

/** One decision on what one rule observed in the chosen messages. */
export function AssessManyDialog({ refs, onClose }: AssessManyDialogProps) {
  const asked = useRequest('finding:among', { refs: [...refs] }, 0);
  const rules = asked.value?.rules ?? [];
  const [chosen, setChosen] = useState('');
  const [decision, setDecision] = useState<Decision | null>(null);
  const [reason, setReason] = useState('');
  const rule = rules.find((one) => one.rule === chosen) ?? rules[0];
  const judgement =
    rule === undefined || decision === null || reason.trim() === ''
      ? null
      : { refs, rule: rule.rule, decision, reason: reason.trim() };
  const submit = useSubmit(async () => {
    const done = judgement === null ? undefined : await assessMany(judgement);
    if (done !== undefined) {
      onClose();
      notify(words.saved(done.entry, done.messages));
    }
  });
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={() => judgement !== null && submit.run()}
      actions={
        <SubmitActions onCancel={onClose} disabled={submit.busy || judgement === null}>
          {words.save}
        </SubmitActions>
      }
    >
      <p className="muted">{words.on(manyWords.messages(refs.length))}</p>
      {asked.value === null && asked.failure === null && <p className="muted">{common.loading}</p>}
      {asked.value !== null && rules.length === 0 && <p>{words.nothing}</p>}
      {rule !== undefined && (
        <>
          <SelectField
            autoFocus
            label={words.rule}
            value={rule.rule}
            options={rules.map((one) => [
              one.rule,
              words.option(
                severityNames[readSeverity(one.severity)],
                one.title,
                grouped(one.messages),
                grouped(one.assessed),
              ),
            ])}
            onChange={setChosen}
          />
          {rule.assessed > 0 && <p className="field-hint">{words.replaces(manyWords.messages(rule.assessed))}</p>}
          <Choice
            label={words.decision}
            options={decisionSchema.options.map((one) => [one, card.decisions[one]] as const)}
            value={decision}
            onChange={setDecision}
          />
          <Field
            label={words.reason}
            hint={words.reasonHint}
            lines={3}
            maxLength={20_000}
            value={reason}
            onChange={setReason}
          />
        </>
      )}
      <Problem sentence={asked.failure ?? submit.problem} />
    </Dialog>
  );
}
