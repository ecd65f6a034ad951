import type { ReactNode } from 'react';
import type { BriefingContent, BriefingSection } from '../../../../../shared/briefing/content';
import { templates } from '../../../../../shared/briefing/templates';
import { briefingFields as words } from '../../../../../shared/wording/window/briefing';
import { Field } from '../../../components/field';
import { Cell, RowsEditor } from '../../../components/rows-editor';
import { reportDesk } from '../../../state/drafts';
import { useStore } from '../../../state/store';
import { AssessmentForm } from './assessment-form';

export interface FormProps<S extends BriefingSection> {
  readonly content: BriefingContent<S>;
  readonly onChange: (content: BriefingContent<S>) => void;
}

type Forms = { readonly [S in BriefingSection]: (props: FormProps<S>) => ReactNode };

const TEXT_MAX = 20_000;

interface PlainProps {
  readonly content: { readonly text: string };
  readonly onChange: (content: { text: string }) => void;
}

function plainForm(hint: string) {
  return ({ content, onChange }: PlainProps) => (
    <Field
      label={words.text}
      hint={hint}
      lines={9}
      maxLength={TEXT_MAX}
      value={content.text}
      onChange={(text) => onChange({ text })}
    />
  );
}

const FORMS: Forms = {
  cover: CoverForm,
  summary: plainForm(words.summaryHint),
  request: RequestForm,
  impact: ImpactForm,
  assessment: AssessmentForm,
  limitations: plainForm(words.limitationsHint),
  qualifications: plainForm(words.qualificationsHint),
};

interface SectionFormProps {
  readonly section: BriefingSection;
  readonly content: BriefingContent;
  readonly onChange: (content: BriefingContent) => void;
}

/** The fields of one section. */
export function SectionForm({ section, content, onChange }: SectionFormProps) {
  // Safe: content and form are those of the same section.
  const Form = FORMS[section] as (props: FormProps<BriefingSection>) => ReactNode;
  return <Form content={content} onChange={onChange} />;
}

function CoverForm({ content, onChange }: FormProps<'cover'>) {
  const { handling } = templates[useStore(reportDesk, (state) => state.template)];
  return (
    <>
      <Field
        label={words.recipient}
        hint={words.recipientHint}
        maxLength={500}
        value={content.recipient}
        onChange={(recipient) => onChange({ ...content, recipient })}
      />
      <Field
        label={words.handling}
        hint={words.handlingHint(handling)}
        maxLength={500}
        value={content.handling}
        onChange={(marking) => onChange({ ...content, handling: marking })}
      />
    </>
  );
}

function RequestForm({ content, onChange }: FormProps<'request'>) {
  const { deadline } = words;
  return (
    <>
      <Field
        label={words.text}
        hint={words.requestHint}
        lines={7}
        maxLength={TEXT_MAX}
        value={content.text}
        onChange={(text) => onChange({ ...content, text })}
      />
      <RowsEditor
        label={words.deadlines}
        rows={content.deadlines}
        columns={[deadline.date, deadline.what, deadline.why]}
        fresh={() => ({ date: '', what: '', why: '' })}
        onChange={(deadlines) => onChange({ ...content, deadlines })}
        cells={(row, change, index) => [
          <Cell
            key="date"
            type="date"
            label={`${deadline.date} ${index + 1}`}
            value={row.date}
            onChange={(date) => change({ ...row, date })}
          />,
          <Cell
            key="what"
            label={`${deadline.what} ${index + 1}`}
            value={row.what}
            onChange={(what) => change({ ...row, what })}
          />,
          <Cell
            key="why"
            label={`${deadline.why} ${index + 1}`}
            value={row.why}
            onChange={(why) => change({ ...row, why })}
          />,
        ]}
      />
    </>
  );
}

function ImpactForm({ content, onChange }: FormProps<'impact'>) {
  const { count } = words;
  return (
    <>
      <Field
        label={words.text}
        hint={words.impactHint}
        lines={5}
        maxLength={TEXT_MAX}
        value={content.text}
        onChange={(text) => onChange({ ...content, text })}
      />
      <RowsEditor
        label={words.counts}
        rows={content.counts}
        columns={[count.state, count.county, count.people, count.harm]}
        fresh={() => ({ state: '', county: '', people: 0, harm: '' })}
        onChange={(counts) => onChange({ ...content, counts })}
        cells={(row, change, index) => [
          <Cell
            key="state"
            label={`${count.state} ${index + 1}`}
            value={row.state}
            onChange={(state) => change({ ...row, state })}
          />,
          <Cell
            key="county"
            label={`${count.county} ${index + 1}`}
            value={row.county}
            onChange={(county) => change({ ...row, county })}
          />,
          <Cell
            key="people"
            type="number"
            label={`${count.people} ${index + 1}`}
            value={String(row.people)}
            onChange={(text) => change({ ...row, people: wholeNumber(text) })}
          />,
          <Cell
            key="harm"
            label={`${count.harm} ${index + 1}`}
            value={row.harm}
            onChange={(harm) => change({ ...row, harm })}
          />,
        ]}
      />
      <Field
        label={words.counted}
        maxLength={500}
        value={content.counted}
        onChange={(counted) => onChange({ ...content, counted })}
      />
    </>
  );
}

/** What is no number counts as none. */
function wholeNumber(text: string): number {
  const value = Math.trunc(Number(text));
  return Number.isSafeInteger(value) && value >= 0 ? Math.min(value, 1_000_000_000) : 0;
}
