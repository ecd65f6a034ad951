import { FailureError } from '../../../shared/contract/failure';
import { manyWords } from '../../../shared/wording/many-acts';
import { changeTag } from '../case/many-acts';
import { sameTag } from '../case/tags';
import { viewIndexOf } from '../catalogue/view-index';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';
import { targetsOf } from './targets';

const LONGEST_TAG = 100;

export interface TagChange {
  /** Null where nothing had to be changed, which records nothing. */
  readonly entry: number | null;
  readonly tag: string;
  /** Whether the tag was put on or taken off. */
  readonly on: boolean;
  /** Messages that were changed. */
  readonly refs: readonly string[];
}

/**
 * Puts a tag on messages or takes it off. A tag that the case has already is written as it stands there.
 *
 * @param wanted.on undefined: off where every message bears it, else on
 * @throws FailureError `bad-request` for what cannot be a tag
 */
export async function tagMessages(
  session: CaseSession,
  signer: Signer,
  wanted: { readonly refs: readonly string[]; readonly tag: string; readonly on?: boolean | undefined },
): Promise<TagChange> {
  const index = viewIndexOf(session.store.view);
  const known = (typed: string) => index.allTags.find((one) => sameTag(one.tag, typed))?.tag;
  const tag = known(wanted.tag) ?? known(tidy(wanted.tag)) ?? checkedTag(tidy(wanted.tag));
  const targets = targetsOf(session, wanted.refs);
  const bears = ({ ref }: { readonly ref: string }) => index.tags(ref).some((one) => sameTag(one, tag));
  const on = wanted.on ?? !targets.every(bears);
  const changed = targets.filter((target) => bears(target) !== on);
  if (changed.length === 0) {
    return { entry: null, tag, on, refs: [] };
  }
  const { entry } = await changeTag(session.store, signer, on ? 'tag.add' : 'tag.remove', { tag, targets: changed });
  return { entry: entry.seq, tag, on, refs: changed.map(({ ref }) => ref) };
}

function tidy(typed: string): string {
  return typed.trim().normalize('NFC');
}

/** For tags that are new to the case. A comma parts tags where they are typed, so none can stand in one. */
function checkedTag(tag: string): string {
  if (tag === '' || tag.length > LONGEST_TAG || /[\p{Cc},]/u.test(tag)) {
    throw new FailureError('bad-request', manyWords.badTag(LONGEST_TAG));
  }
  return tag;
}

/** Tags of the case and on how many of these messages each is. */
export function tagsAmong(session: CaseSession, refs: readonly string[]): readonly { tag: string; messages: number }[] {
  const chosen = new Set(refs);
  return viewIndexOf(session.store.view).allTags.map(({ tag, refs: bearers }) => ({
    tag,
    messages: [...chosen].filter((ref) => bearers.has(ref)).length,
  }));
}
