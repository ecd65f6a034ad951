import { useState } from 'react';
import { custodyAct as words } from '../../../../shared/wording/window/custody-acts';
import { recordCustody } from '../../actions/custody-actions';
import { choose } from '../../api/desktop';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Problem } from '../../components/problem';
import { SubmitActions } from '../../components/submit-actions';
import { notify } from '../../state/notices';
import { actOf, type CustodyForm, EMPTY_FORM, isComplete, KINDS } from './custody-form';
import { useSubmit } from './use-submit';

/** Records what happens to evidence outside of the program. */
export function CustodyDialog({ onClose }: { readonly onClose: () => void }) {
  const [form, setForm] = useState(EMPTY_FORM);
  const submit = useSubmit(async () => {
    const entry = await recordCustody(actOf(form));
    if (entry !== undefined) {
      onClose();
      notify(words.saved(entry));
    }
  });
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={() => isComplete(form) && submit.run()}
      actions={
        <SubmitActions onCancel={onClose} disabled={submit.busy || !isComplete(form)}>
          {words.save}
        </SubmitActions>
      }
    >
      <p className="muted">{words.lead}</p>
      <Choice
        label={words.kind}
        options={KINDS.map((kind) => [kind, words.kinds[kind]] as const)}
        value={form.kind}
        onChange={(kind) => setForm({ ...form, kind })}
      />
      <Fields form={form} set={(part) => setForm((before) => ({ ...before, ...part }))} />
      <Problem sentence={submit.problem} />
    </Dialog>
  );
}

interface FieldsProps {
  readonly form: CustodyForm;
  readonly set: (part: Partial<CustodyForm>) => void;
}

function Fields({ form, set }: FieldsProps) {
  switch (form.kind) {
    case 'hand-over':
      return (
        <>
          <Field label={words.to} maxLength={400} value={form.party} onChange={(party) => set({ party })} />
          <TransferFields form={form} set={set} />
        </>
      );
    case 'receipt':
      return <ReceiptFields form={form} set={set} />;
    case 'dispose':
      return <DisposalFields form={form} set={set} />;
    case 'take-over':
      return (
        <>
          <EntryField form={form} set={set} hint={words.takeOverHint} />
          <Remarks form={form} set={set} />
        </>
      );
    case 'correct':
      return (
        <>
          <EntryField form={form} set={set} hint={words.correctHint} />
          <Field label={words.text} lines={3} maxLength={20_000} value={form.text} onChange={(text) => set({ text })} />
        </>
      );
  }
}

function TransferFields({ form, set }: FieldsProps) {
  return (
    <>
      <Field
        label={words.organisation}
        optional={words.optional}
        maxLength={400}
        value={form.organisation}
        onChange={(organisation) => set({ organisation })}
      />
      <Items form={form} set={set} hint={words.itemsHint} />
      <Field
        label={words.method}
        optional={words.optional}
        hint={words.methodHint}
        maxLength={400}
        value={form.method}
        onChange={(method) => set({ method })}
      />
      <Reason form={form} set={set} />
      <Remarks form={form} set={set} />
    </>
  );
}

function ReceiptFields({ form, set }: FieldsProps) {
  const chooseDocument = async (): Promise<void> => {
    const [chosen] = await choose('import-files');
    set({ document: chosen ?? form.document });
  };
  return (
    <>
      <Choice
        label={words.direction}
        options={[
          ['given', words.given],
          ['taken', words.taken],
        ]}
        value={form.direction}
        onChange={(direction) => set({ direction })}
      />
      <Field label={words.party} maxLength={400} value={form.party} onChange={(party) => set({ party })} />
      <TransferFields form={form} set={set} />
      <p>
        <b>{words.document}</b> <span className="muted">{form.document?.name ?? words.noDocument}</span>{' '}
        <Button kind="link" onPress={() => void chooseDocument()}>
          {words.chooseDocument}
        </Button>
      </p>
    </>
  );
}

function DisposalFields({ form, set }: FieldsProps) {
  return (
    <>
      <Items form={form} set={set} hint={words.itemsNeeded} />
      <Choice
        label={words.manner}
        options={[
          ['returned', words.manners.returned],
          ['transferred', words.manners.transferred],
          ['destroyed', words.manners.destroyed],
          ['kept', words.manners.kept],
        ]}
        value={form.manner}
        onChange={(manner) => set({ manner })}
      />
      <Field
        label={words.authority}
        hint={words.authorityHint}
        maxLength={400}
        value={form.authority}
        onChange={(authority) => set({ authority })}
      />
      <Field
        label={words.witness}
        optional={words.optional}
        maxLength={400}
        value={form.witness}
        onChange={(witness) => set({ witness })}
      />
      <Field
        label={words.recipient}
        optional={words.optional}
        maxLength={400}
        value={form.party}
        onChange={(party) => set({ party })}
      />
      <Reason form={form} set={set} />
      <p className="muted">{words.nothingRemoved}</p>
    </>
  );
}

function Items({ form, set, hint }: FieldsProps & { readonly hint: string }) {
  return (
    <Field
      label={words.items}
      hint={hint}
      evidence
      maxLength={10_000}
      value={form.items}
      onChange={(items) => set({ items })}
    />
  );
}

function EntryField({ form, set, hint }: FieldsProps & { readonly hint: string }) {
  return (
    <Field label={words.entry} hint={hint} maxLength={12} value={form.entry} onChange={(entry) => set({ entry })} />
  );
}

function Reason({ form, set }: FieldsProps) {
  return (
    <Field label={words.reason} lines={2} maxLength={20_000} value={form.text} onChange={(text) => set({ text })} />
  );
}

function Remarks({ form, set }: FieldsProps) {
  return (
    <Field
      label={words.remarks}
      optional={words.optional}
      lines={2}
      maxLength={20_000}
      value={form.remarks}
      onChange={(remarks) => set({ remarks })}
    />
  );
}
