import type { Severity } from '../../../../../shared/analysis/rule';
import { SEVERITIES } from '../../../../../shared/analysis/rule';
import type { Annotation, FindingView, SpanData } from '../../../../../shared/contract/model';
import { type HeaderLine, lineIndexAt } from './lines';
import type { Segment } from './segments';

/** Something that is drawn at bytes: a finding, the examiner's note, what is selected now, or a field's name. */
export interface Mark {
  readonly id: string;
  readonly kind: 'finding' | 'annotation' | 'selection' | 'name' | 'cover' | 'found';
  readonly severity: Severity | null;
  readonly start: number;
  readonly end: number;
}

/** A part of a segment that is covered by the same marks from its first to its last byte. */
export interface Piece extends Segment {
  readonly marks: readonly Mark[];
}

/** Findings in reading order: by their first byte, the strongest first where two begin together. */
export function inReadingOrder(findings: readonly FindingView[]): readonly FindingView[] {
  const first = (finding: FindingView): number => finding.spans[0]?.start ?? 0;
  const rank = (finding: FindingView): number => SEVERITIES.indexOf(finding.severity);
  return findings.toSorted((one, other) => first(one) - first(other) || rank(one) - rank(other));
}

export function findingId(finding: FindingView, index: number): string {
  return `finding ${finding.rule} ${index}`;
}

/** A mark for each span of each finding, in reading order. */
export function findingMarks(findings: readonly FindingView[]): readonly Mark[] {
  return findings.flatMap((finding, index) =>
    finding.spans.map((span) => ({
      id: findingId(finding, index),
      kind: 'finding' as const,
      severity: finding.severity,
      start: span.start,
      end: span.end,
    })),
  );
}

export function annotationMarks(annotations: readonly Annotation[]): readonly Mark[] {
  return annotations.flatMap(({ id, span }) =>
    span === null
      ? []
      : [{ id: `annotation ${id}`, kind: 'annotation' as const, severity: null, start: span.start, end: span.end }],
  );
}

export function selectionMark(span: SpanData | null): readonly Mark[] {
  return span === null || span.end <= span.start
    ? []
    : [{ id: 'selection', kind: 'selection', severity: null, start: span.start, end: span.end }];
}

/** What a signature covers, as a shading. */
export function coverMarks(spans: readonly SpanData[]): readonly Mark[] {
  return spans.map(({ start, end }) => ({ id: 'cover', kind: 'cover', severity: null, start, end }));
}

/** Where what is looked for stands. */
export function foundMarks(spans: readonly SpanData[]): readonly Mark[] {
  return spans.map(({ start, end }) => ({ id: 'found', kind: 'found', severity: null, start, end }));
}

export function overlaps(mark: SpanData, start: number, end: number): boolean {
  return mark.start < end && mark.end > start;
}

/**
 * Cuts segments where marks begin and end, so that each piece carries one set of marks.
 *
 * Only text is cut: a character of several bytes is marked whole as soon as one of its bytes is.
 */
export function piecesOf(segments: readonly Segment[], marks: readonly Mark[]): readonly Piece[] {
  return segments.flatMap((segment) => {
    const near = marks.filter((mark) => overlaps(mark, segment.start, segment.end));
    if (near.length === 0 || segment.kind !== 'text') {
      return [{ ...segment, marks: near }];
    }
    return cutText(segment, near);
  });
}

function cutText(segment: Segment, marks: readonly Mark[]): readonly Piece[] {
  const inside = marks.flatMap((mark) => [mark.start, mark.end]).filter((at) => at > segment.start && at < segment.end);
  const cuts = [...new Set([segment.start, ...inside, segment.end])].sort((one, other) => one - other);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? segment.end;
    return {
      ...segment,
      start,
      end,
      shown: segment.shown.slice(start - segment.start, end - segment.start),
      marks: marks.filter((mark) => overlaps(mark, start, end)),
    };
  });
}

/** Which marks begin on which line, for the gutter; each mark once, the strongest first. */
export function gutterOf(lines: readonly HeaderLine[], marks: readonly Mark[]): ReadonlyMap<number, readonly Mark[]> {
  const byLine = new Map<number, Mark[]>();
  for (const mark of marks) {
    const line = lineIndexAt(lines, mark.start);
    const known = byLine.get(line) ?? [];
    if (!known.some((other) => other.id === mark.id)) {
      byLine.set(line, [...known, mark]);
    }
  }
  return new Map(
    [...byLine].map(([line, known]) => [line, known.toSorted((one, other) => rankOf(one) - rankOf(other))]),
  );
}

/** Notes of the examiner stand after all findings. */
function rankOf(mark: Mark): number {
  return mark.severity === null ? SEVERITIES.length : SEVERITIES.indexOf(mark.severity);
}

/** The strongest severity among marks, for the underline. */
export function strongestOf(marks: readonly Mark[]): Severity | null {
  return SEVERITIES.find((severity) => marks.some((mark) => mark.severity === severity)) ?? null;
}
