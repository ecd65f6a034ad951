import { useState } from 'react';
import type { RedactedPersonData } from '../../../../shared/contract/model';
import { tokenOf } from '../../../../shared/redaction/person';
import { redact as words } from '../../../../shared/wording/window/redact';
import { redactPersons } from '../../actions/judgement-actions';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Problem } from '../../components/problem';
import { notify } from '../../state/notices';
import { session } from '../../state/session';
import { linesOf } from './lines-of';
import { useSubmit } from './use-submit';
import './redact-dialog.css';
import { SubmitActions } from '../../components/submit-actions';

/** A person as typed: lists as text, one entry a line. */
interface Draft {
  readonly key: number;
  readonly number: number;
  readonly name: string;
  readonly addresses: string;
  readonly words: string;
  readonly reason: string;
}

/** Whom a redacted packet does not name. */
export function RedactDialog({ onClose }: { readonly onClose: () => void }) {
  const [drafts, setDrafts] = useState(() => startingDrafts(session.get().openCase?.redaction ?? []));
  const change = (key: number, part: Partial<Draft>): void =>
    setDrafts((all) => all.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)));
  const submit = useSubmit(async () => {
    const done = await redactPersons(drafts.map(personOf).filter(isFilled));
    if (done !== undefined) {
      onClose();
      notify(done.entry === null ? words.unchanged : words.saved(done.entry));
    }
  });
  return (
    <Dialog
      title={words.title}
      width="wide"
      onClose={onClose}
      onSubmit={submit.run}
      actions={
        <SubmitActions onCancel={onClose} disabled={submit.busy}>
          {words.save}
        </SubmitActions>
      }
    >
      <p className="muted">{words.lead}</p>
      {drafts.map((draft) => (
        <PersonFields
          key={draft.key}
          draft={draft}
          onChange={(part) => change(draft.key, part)}
          onRemove={() => setDrafts((all) => all.filter(({ key }) => key !== draft.key))}
        />
      ))}
      <Button
        className="redact-add"
        onPress={() => setDrafts((all) => [...all, emptyDraft((all.at(-1)?.key ?? 0) + 1)])}
      >
        {words.add}
      </Button>
      <Problem sentence={submit.problem} />
    </Dialog>
  );
}

interface PersonFieldsProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onRemove: () => void;
}

function PersonFields({ draft, onChange, onRemove }: PersonFieldsProps) {
  const title = draft.number === 0 ? words.newPerson : tokenOf(draft);
  return (
    <fieldset className="redact-person">
      <legend className="section-name">{title}</legend>
      <Field label={words.name} maxLength={254} value={draft.name} onChange={(name) => onChange({ name })} />
      <Field
        label={words.addresses}
        lines={2}
        evidence
        maxLength={10_000}
        value={draft.addresses}
        onChange={(addresses) => onChange({ addresses })}
      />
      <Field
        label={words.words}
        hint={words.wordsHint}
        lines={2}
        maxLength={10_000}
        value={draft.words}
        onChange={(further) => onChange({ words: further })}
      />
      <Field
        label={words.reason}
        hint={words.reasonHint}
        maxLength={254}
        value={draft.reason}
        onChange={(reason) => onChange({ reason })}
      />
      <Button kind="link" onPress={onRemove}>
        {draft.number === 0 ? words.removeNew : words.remove(title)}
      </Button>
    </fieldset>
  );
}

function startingDrafts(persons: readonly RedactedPersonData[]): readonly Draft[] {
  const known = persons.map((person, index) => ({
    ...person,
    key: index + 1,
    addresses: person.addresses.join('\n'),
    words: person.words.join('\n'),
  }));
  return known.length === 0 ? [emptyDraft(1)] : known;
}

function emptyDraft(key: number): Draft {
  return { key, number: 0, name: '', addresses: '', words: '', reason: '' };
}

function personOf({ number, name, addresses, words: further, reason }: Draft): RedactedPersonData {
  return { number, name: name.trim(), addresses: linesOf(addresses), words: linesOf(further), reason: reason.trim() };
}

/** A row that was added and left empty is no person. */
function isFilled({ number, name, addresses, words: further }: RedactedPersonData): boolean {
  return number > 0 || name !== '' || addresses.length > 0 || further.length > 0;
}
