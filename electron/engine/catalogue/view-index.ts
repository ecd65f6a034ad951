/** What the case's view says about messages, by message: looked up for each row of a list. */
import type { CaseView } from '../case/case-view';
import { parseRef, rowId } from './message-id';
import type { QueryMarks } from './query-sql';

export interface ViewIndex extends QueryMarks {
  readonly assessed: (ref: string) => number;
  readonly annotations: (ref: string) => number;
  readonly tags: (ref: string) => readonly string[];
  readonly exhibit: (ref: string) => string | null;
}

const known = new WeakMap<CaseView, ViewIndex>();

/** A view never changes, an act makes a new one: so its index is made once. */
export function viewIndexOf(view: CaseView): ViewIndex {
  const index = known.get(view) ?? makeIndex(view);
  known.set(view, index);
  return index;
}

function makeIndex({ assessments, annotations, exhibits }: CaseView): ViewIndex {
  const assessed = countByRef(assessments);
  const annotated = countByRef(annotations);
  const tagged = tagsByRef(annotations);
  const labels = new Map(exhibits.map(({ ref, label }) => [ref, label]));
  return {
    assessed: (ref) => assessed.get(ref) ?? 0,
    annotations: (ref) => annotated.get(ref) ?? 0,
    tags: (ref) => tagged.get(ref) ?? NO_TAGS,
    exhibit: (ref) => labels.get(ref) ?? null,
    exhibits: idsOf(labels.keys()),
    annotated: idsOf(annotated.keys()),
    tagged: (tag) => {
      const wanted = tag.toLowerCase();
      const refs = annotations.filter(({ tags }) => tags.some((one) => one.toLowerCase() === wanted));
      return idsOf(refs.map(({ ref }) => ref));
    },
  };
}

const NO_TAGS: readonly string[] = [];

/** Each tag once, in alphabetical order. */
function tagsByRef(annotations: CaseView['annotations']): ReadonlyMap<string, readonly string[]> {
  const tags = new Map<string, Set<string>>();
  for (const annotation of annotations.filter((one) => one.tags.length > 0)) {
    const known = tags.get(annotation.ref) ?? new Set();
    tags.set(annotation.ref, known);
    for (const tag of annotation.tags) {
      known.add(tag);
    }
  }
  return new Map([...tags].map(([ref, known]) => [ref, [...known].sort()]));
}

function countByRef(items: readonly { readonly ref: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { ref } of items) {
    counts.set(ref, (counts.get(ref) ?? 0) + 1);
  }
  return counts;
}

function idsOf(refs: Iterable<string>): readonly number[] {
  return [...new Set(refs)].flatMap((ref) => {
    const parsed = parseRef(ref);
    return parsed === undefined ? [] : [rowId(parsed.evidence, parsed.n)];
  });
}
