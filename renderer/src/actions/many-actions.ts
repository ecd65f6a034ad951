/** Acts on the chosen messages, or on the open one where none is chosen. */
import type { Decision } from '../../../shared/contract/model';
import { tagging } from '../../../shared/wording/window/many';
import { request } from '../api/client';
import { openDialog } from '../state/dialogs';
import { notify } from '../state/notices';
import { refreshCase, session } from '../state/session';
import { chosenRefs } from './judgement-actions';
import { attempt, signed } from './perform';

export interface DoneOnMany {
  readonly entry: number;
  readonly messages: number;
}

export interface ManyJudgement {
  readonly refs: readonly string[];
  readonly rule: string;
  readonly decision: Decision;
  readonly reason: string;
}

/** Opens a dialog for the chosen messages; says so where there are none. */
export function askOnChosen(kind: 'assess-many' | 'annotate-many' | 'tag'): void {
  const refs = chosenRefs();
  if (refs.length > 0) {
    openDialog({ kind, refs });
  } else {
    notify(tagging.nothingChosen);
  }
}

/** Records one decision for all of them; undefined when the key stayed locked. */
export async function assessMany({ refs, ...said }: ManyJudgement): Promise<DoneOnMany | undefined> {
  const done = await signed(() => request('finding:assess-many', { refs: [...refs], ...said }));
  await refreshCase();
  return done;
}

export async function annotateMany(
  refs: readonly string[],
  note: string,
  tags: readonly string[],
): Promise<DoneOnMany | undefined> {
  const done = await signed(() => request('message:annotate-many', { refs: [...refs], note, tags: [...tags] }));
  await refreshCase();
  return done;
}

export interface TagWish {
  readonly tag: string;
  readonly on: boolean;
}

/** Puts tags on and takes others off, one entry each; resolves to how many were recorded, undefined when the key stayed locked. */
export async function changeTags(refs: readonly string[], wishes: readonly TagWish[]): Promise<number | undefined> {
  let recorded = 0;
  for (const { tag, on } of wishes) {
    const done = await signed(() => request('tag:set', { refs: [...refs], tag, on }));
    if (done === undefined) {
      return undefined;
    }
    recorded += done.entry === null ? 0 : 1;
  }
  await refreshCase();
  return recorded;
}

/** Puts the tag of a key on the chosen messages, or takes it off where all bear it. */
export function toggleTag(key: number): Promise<void> {
  return attempt(async () => {
    const refs = chosenRefs();
    const tag = session.get().openCase?.tags.find((one) => one.key === key)?.tag;
    if (tag === undefined || refs.length === 0) {
      notify(tag === undefined ? tagging.noSuchTag(key) : tagging.nothingChosen);
      return;
    }
    const done = await signed(() => request('tag:set', { refs: [...refs], tag, on: null }));
    if (done !== undefined && done.entry !== null) {
      notify(tagging[done.on ? 'tagged' : 'untagged'](done.tag, done.messages, done.entry));
      await refreshCase();
    }
  });
}
