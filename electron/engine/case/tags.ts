/** Tags of messages: put on by themselves or with a note, taken off both ways. A tag is the same in capitals and small letters. */
import type { MessageTag } from '../../../shared/contract/model';
import type { CaseView } from './case-view';

interface Target {
  readonly ref: string;
}

type Stamp = Pick<MessageTag, 'by' | 'at' | 'entry'>;

export function sameTag(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Messages that bear the tag already keep it as it was put on. */
export function taggedView(
  view: CaseView,
  targets: readonly Target[],
  tag: string,
  stamp: Stamp,
): Pick<CaseView, 'tags'> {
  const before = view.tags ?? [];
  const bearers = new Set(before.filter((one) => sameTag(one.tag, tag)).map(({ ref }) => ref));
  const fresh = targets.filter(({ ref }) => !bearers.has(ref)).map(({ ref }) => ({ ref, tag, ...stamp }));
  return { tags: [...before, ...fresh] };
}

/** The tag goes, from the message and from the notes on it; the notes stay. */
export function untaggedView(
  view: CaseView,
  targets: readonly Target[],
  tag: string,
): Pick<CaseView, 'annotations' | 'tags'> {
  const refs = new Set(targets.map(({ ref }) => ref));
  const annotations = view.annotations.map((one) =>
    refs.has(one.ref) && one.tags.some((old) => sameTag(old, tag))
      ? { ...one, tags: one.tags.filter((old) => !sameTag(old, tag)) }
      : one,
  );
  return { annotations, tags: (view.tags ?? []).filter((one) => !(refs.has(one.ref) && sameTag(one.tag, tag))) };
}

/** Tags that were put on a message by themselves. */
export function ownTagsOf(view: CaseView, ref: string): readonly MessageTag[] {
  return (view.tags ?? []).filter((one) => one.ref === ref);
}

export interface TagOfCase {
  /** As it was written first. */
  readonly tag: string;
  /** Entry of the first act that put it on, of those that stand. */
  readonly since: number;
  readonly refs: ReadonlySet<string>;
}

/** Every tag that some message bears, the oldest first. */
export function tagsOfCase({ tags = [], annotations }: CaseView): readonly TagOfCase[] {
  const found = new Map<string, { tag: string; since: number; refs: Set<string> }>();
  const noted = annotations.flatMap(({ ref, entry, tags: all }) => all.map((tag) => ({ ref, tag, entry })));
  for (const { ref, tag, entry } of [...noted, ...tags].sort((a, b) => a.entry - b.entry)) {
    const key = tag.toLowerCase();
    const known = found.get(key) ?? { tag, since: entry, refs: new Set<string>() };
    known.refs.add(ref);
    found.set(key, known);
  }
  return [...found.values()];
}
