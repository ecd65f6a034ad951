import { useState } from 'react';
import { manyWords } from '../../../../shared/wording/many-acts';
import { common } from '../../../../shared/wording/window/common';
import { tagging as words } from '../../../../shared/wording/window/many';
import { changeTags } from '../../actions/many-actions';
import { useRequest } from '../../api/use-request';
import { CheckRow } from '../../components/check-row';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Group } from '../../components/group';
import { MailText } from '../../components/mail-text';
import { Problem } from '../../components/problem';
import { SubmitActions } from '../../components/submit-actions';
import { grouped } from '../../format/numbers';
import { notify } from '../../state/notices';
import { session } from '../../state/session';
import { readTags } from './tags';
import { useSubmit } from './use-submit';

interface TagDialogProps {
  readonly refs: readonly string[];
  readonly onClose: () => void;
}

/** Which tags the chosen messages bear: those of the case to tick, and new ones. Each change is an entry of its own. */
export function TagDialog({ refs, onClose }: TagDialogProps) {
  const asked = useRequest('tag:among', { refs: [...refs] }, 0);
  const [wished, setWished] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [fresh, setFresh] = useState('');
  const [keys] = useState(() => new Map(session.get().openCase?.tags.map(({ tag, key }) => [tag, key])));
  const tags = asked.value?.tags ?? [];
  const wishes = [
    ...[...wished].map(([tag, on]) => ({ tag, on })),
    ...readTags(fresh).map((tag) => ({ tag, on: true })),
  ];
  const submit = useSubmit(async () => {
    const recorded = await changeTags(refs, wishes);
    if (recorded !== undefined) {
      onClose();
      notify(words.saved(recorded));
    }
  });
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={() => wishes.length > 0 && submit.run()}
      actions={
        <SubmitActions onCancel={onClose} disabled={submit.busy || wishes.length === 0}>
          {words.save}
        </SubmitActions>
      }
    >
      <p className="muted">{words.on(manyWords.messages(refs.length))}</p>
      {asked.value === null && asked.failure === null && <p className="muted">{common.loading}</p>}
      {asked.value !== null && tags.length === 0 && <p className="muted">{words.none}</p>}
      {tags.length > 0 && (
        <Group label={words.list} className="tag-list">
          {tags.map(({ tag, messages }) => (
            <CheckRow
              key={tag}
              state={stateOf(wished.get(tag), messages, refs.length)}
              onChange={(on) => setWished(new Map(wished).set(tag, on))}
            >
              <span className="check-row-main examiner-ink">
                <MailText text={tag} />
              </span>
              <span className="muted">{words.count(grouped(messages), grouped(refs.length))}</span>
              <TagKey value={keys.get(tag)} />
            </CheckRow>
          ))}
        </Group>
      )}
      <Field
        label={words.fresh}
        hint={words.freshHint}
        optional={common.optional}
        autoFocus
        maxLength={400}
        value={fresh}
        onChange={setFresh}
      />
      <Problem sentence={asked.failure ?? submit.problem} />
    </Dialog>
  );
}

function TagKey({ value }: { readonly value: number | null | undefined }) {
  return typeof value === 'number' ? <span className="key">{words.key(value)}</span> : null;
}

function stateOf(wish: boolean | undefined, messages: number, all: number): 'on' | 'off' | 'some' {
  if (wish !== undefined) {
    return wish ? 'on' : 'off';
  }
  return messages === 0 ? 'off' : messages >= all ? 'on' : 'some';
}
