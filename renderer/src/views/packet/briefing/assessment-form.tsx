import { type BriefingContent, HYPOTHESES_MAX, type Judgement, MARKS } from '../../../../../shared/briefing/content';
import { CONFIDENCES, LIKELIHOODS } from '../../../../../shared/briefing/scales';
import { markWords } from '../../../../../shared/wording/briefing';
import { briefingFields as words } from '../../../../../shared/wording/window/briefing';
import { Button } from '../../../components/button';
import { Field } from '../../../components/field';
import { Group } from '../../../components/group';
import { Cell, RowsEditor } from '../../../components/rows-editor';
import { SelectField } from '../../../components/select-field';
import { freshEvidence, withHypotheses } from './assessment-model';

type Content = BriefingContent<'assessment'>;

interface AssessmentFormProps {
  readonly content: Content;
  readonly onChange: (content: Content) => void;
}

const TEXT_MAX = 20_000;
const FRESH: Judgement = { statement: '', likelihood: 'likely', confidence: 'low', because: '', basis: '', change: '' };

/** Claimed sender, judgements by the words of the scale, hypotheses against evidence. */
export function AssessmentForm({ content, onChange }: AssessmentFormProps) {
  return (
    <>
      <Field
        label={words.claimed}
        lines={3}
        maxLength={TEXT_MAX}
        value={content.claimed}
        onChange={(claimed) => onChange({ ...content, claimed })}
      />
      <Field
        label={words.supported}
        lines={4}
        maxLength={TEXT_MAX}
        value={content.supported}
        onChange={(supported) => onChange({ ...content, supported })}
      />
      <Judgements judgements={content.judgements} onChange={(judgements) => onChange({ ...content, judgements })} />
      <Hypotheses content={content} onChange={onChange} />
    </>
  );
}

interface JudgementsProps {
  readonly judgements: Content['judgements'];
  readonly onChange: (judgements: Content['judgements']) => void;
}

function Judgements({ judgements, onChange }: JudgementsProps) {
  return (
    <section className="rows-editor" aria-label={words.judgements}>
      <h4 className="rows-name">{words.judgements}</h4>
      {judgements.map((judgement, index) => (
        <JudgementFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a judgement is known by its number
          key={index}
          number={index + 1}
          judgement={judgement}
          onChange={(changed) => onChange(judgements.with(index, changed))}
          onRemove={() => onChange(judgements.toSpliced(index, 1))}
        />
      ))}
      <div>
        <Button label={words.add(words.judgements)} onPress={() => onChange([...judgements, FRESH])}>
          {words.addShort}
        </Button>
      </div>
    </section>
  );
}

interface JudgementFieldsProps {
  readonly number: number;
  readonly judgement: Judgement;
  readonly onChange: (judgement: Judgement) => void;
  readonly onRemove: () => void;
}

function JudgementFields({ number, judgement, onChange, onRemove }: JudgementFieldsProps) {
  const set = (change: Partial<Judgement>): void => onChange({ ...judgement, ...change });
  return (
    <Group className="judgement-fields" label={words.judgement(number)}>
      <div className="judgement-head">
        <b>{words.judgement(number)}</b>
        <Button kind="link" label={words.remove(words.judgements, number)} onPress={onRemove}>
          {words.removeShort}
        </Button>
      </div>
      <div className="judgement-words">
        <SelectField
          label={words.likelihood}
          value={judgement.likelihood}
          options={namedAlike(LIKELIHOODS)}
          onChange={(likelihood) => set({ likelihood })}
        />
        <SelectField
          label={words.confidence}
          value={judgement.confidence}
          options={namedAlike(CONFIDENCES)}
          onChange={(confidence) => set({ confidence })}
        />
      </div>
      <Field
        label={words.statement}
        lines={2}
        maxLength={TEXT_MAX}
        value={judgement.statement}
        onChange={(statement) => set({ statement })}
      />
      <Field
        label={words.because}
        lines={2}
        maxLength={TEXT_MAX}
        value={judgement.because}
        onChange={(because) => set({ because })}
      />
      <Field label={words.basis} maxLength={500} value={judgement.basis} onChange={(basis) => set({ basis })} />
      <Field
        label={words.change}
        lines={2}
        maxLength={TEXT_MAX}
        value={judgement.change}
        onChange={(change) => set({ change })}
      />
    </Group>
  );
}

function namedAlike<T extends string>(values: readonly T[]): readonly (readonly [T, string])[] {
  return values.map((value) => [value, value]);
}

function Hypotheses({ content, onChange }: AssessmentFormProps) {
  const { hypotheses, evidence } = content;
  const marks = MARKS.map((value) => [value, markWords[value]] as const);
  const names = hypotheses.map((_, index) => words.hypothesis(index + 1));
  return (
    <>
      <RowsEditor
        label={words.hypotheses}
        rows={hypotheses}
        columns={[words.hypotheses]}
        max={HYPOTHESES_MAX}
        fresh={() => ''}
        onChange={(changed) => onChange(withHypotheses(content, changed))}
        cells={(row, change, index) => [
          <Cell key="text" label={words.hypothesis(index + 1)} value={row} onChange={change} />,
        ]}
      />
      <RowsEditor
        label={words.evidence}
        rows={evidence}
        columns={[words.evidenceText, words.exhibits, ...names]}
        fresh={() => freshEvidence(hypotheses.length)}
        onChange={(rows) => onChange({ ...content, evidence: rows })}
        cells={(row, change, index) => [
          <Cell
            key="text"
            label={`${words.evidenceText} ${index + 1}`}
            value={row.text}
            onChange={(text) => change({ ...row, text })}
          />,
          <Cell
            key="exhibits"
            label={`${words.exhibits} ${index + 1}`}
            value={row.exhibits}
            onChange={(exhibits) => change({ ...row, exhibits })}
          />,
          ...names.map((name, at) => (
            <SelectField
              key={name}
              isLabelHidden
              label={`${name}, ${words.evidenceText} ${index + 1}`}
              value={row.marks[at] ?? 'neutral'}
              options={marks}
              onChange={(mark) => change({ ...row, marks: row.marks.with(at, mark) })}
            />
          )),
        ]}
      />
    </>
  );
}
