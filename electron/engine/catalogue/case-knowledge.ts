import { canonicalJson } from '../../../shared/packet-format/canonical';
import type { CaseView } from '../case/case-view';
import { examinationOf } from '../case/examination';
import type { CaseKnowledge } from './case-findings';
import { parseRef, rowId } from './message-id';

/** What the case knows now; `clocks` are those that the findings are to be computed by. */
export function knowledgeOf(view: CaseView, clocks: CaseKnowledge['clocks']): CaseKnowledge {
  const { protected: list, boundaries } = examinationOf(view);
  const moved = boundaries.flatMap(({ ref, trustedHops }): readonly [number, number][] => {
    const parsed = parseRef(ref);
    return parsed === undefined ? [] : [[rowId(parsed.evidence, parsed.n), trustedHops]];
  });
  return { protected: list, boundaries: moved.toSorted(([a], [b]) => a - b), clocks };
}

/** Whatever the order of the keys: what was stored comes back in that of its schema. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
