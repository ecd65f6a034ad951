/** What the case's view says about messages, by message: looked up for each row of a list. */
import type { CaseView } from '../case/case-view';
import { sameTag, type TagOfCase, tagsOfCase } from '../case/tags';
import { idsOf } from './message-id';
import type { ViewMarks } from './query-sql';

export interface ViewIndex extends ViewMarks {
  readonly assessed: (ref: string) => number;
  readonly annotations: (ref: string) => number;
  readonly exhibit: (ref: string) => string | null;
  readonly tags: (ref: string) => readonly string[];
  /** Every tag that some message bears, the oldest first. */
  readonly allTags: readonly TagOfCase[];
}

const known = new WeakMap<CaseView, ViewIndex>();

/** A view never changes, an act makes a new one: so its index is made once. */
export function viewIndexOf(view: CaseView): ViewIndex {
  const index = known.get(view) ?? makeIndex(view);
  known.set(view, index);
  return index;
}

function makeIndex(view: CaseView): ViewIndex {
  const { assessments, annotations, exhibits } = view;
  const assessed = countByRef(assessments);
  const annotated = countByRef(annotations);
  const allTags = tagsOfCase(view);
  const tags = namesByRef(allTags);
  const labels = new Map(exhibits.map(({ ref, label }) => [ref, label]));
  return {
    assessed: (ref) => assessed.get(ref) ?? 0,
    annotations: (ref) => annotated.get(ref) ?? 0,
    exhibit: (ref) => labels.get(ref) ?? null,
    tags: (ref) => tags.get(ref) ?? [],
    allTags,
    exhibits: idsOf(labels.keys()),
    annotated: idsOf(annotated.keys()),
    tagged: (tag) => idsOf(allTags.find((one) => sameTag(one.tag, tag))?.refs ?? []),
  };
}

function namesByRef(all: readonly TagOfCase[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { tag, refs } of all) {
    for (const ref of refs) {
      found.set(ref, [...(found.get(ref) ?? []), tag]);
    }
  }
  return found;
}

function countByRef(items: readonly { readonly ref: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { ref } of items) {
    counts.set(ref, (counts.get(ref) ?? 0) + 1);
  }
  return counts;
}
