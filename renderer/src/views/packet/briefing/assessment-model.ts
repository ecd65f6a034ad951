import type { BriefingContent } from '../../../../../shared/briefing/content';

type Content = BriefingContent<'assessment'>;

/** A new piece of evidence says nothing for or against any hypothesis. */
export function freshEvidence(hypotheses: number): Content['evidence'][number] {
  return { text: '', exhibits: '', marks: Array.from({ length: hypotheses }, () => 'neutral' as const) };
}

/** Changed hypotheses: the marks of one that is gone go with it, a new one begins neutral. */
export function withHypotheses(content: Content, hypotheses: string[]): Content {
  const gone = hypotheses.length < content.hypotheses.length ? goneAt(content.hypotheses, hypotheses) : -1;
  const evidence = content.evidence.map((row) => {
    const kept = row.marks.filter((_, index) => index !== gone);
    return { ...row, marks: hypotheses.map((_, index) => kept[index] ?? ('neutral' as const)) };
  });
  return { ...content, hypotheses, evidence };
}

function goneAt(before: readonly string[], after: readonly string[]): number {
  const at = before.findIndex((text, index) => text !== after[index]);
  return at === -1 ? before.length - 1 : at;
}
