import type { Annotation, FindingView, MessageView, SpanData } from '../../../../../shared/contract/model';
import type { ByteString } from '../../../../../shared/email/types';
import { boundaryOf } from './boundary';
import { type HeaderLine, lineIndexAt, splitLines } from './lines';
import { annotationMarks, findingId, findingMarks, gutterOf, inReadingOrder, type Mark } from './marks';

/** Everything that the header view draws, computed once for a message. */
export interface HeaderPage {
  readonly header: ByteString;
  readonly lines: readonly HeaderLine[];
  readonly findings: readonly FindingView[];
  readonly annotations: readonly Annotation[];
  readonly marks: readonly Mark[];
  /** By line index. */
  readonly gutter: ReadonlyMap<number, readonly Mark[]>;
  /** Index of the first line that the sender could have written. */
  readonly firstClaimed: number;
}

export function headerPage(message: MessageView, header: ByteString): HeaderPage {
  const lines = splitLines(header);
  const findings = inReadingOrder(message.findings);
  const marks = [...findingMarks(findings), ...annotationMarks(message.annotations)];
  const boundary = boundaryOf(message.route);
  const firstClaimed = boundary === 0 ? 0 : lines.findIndex((line) => line.start >= boundary);
  return {
    header,
    lines,
    findings,
    annotations: message.annotations,
    marks,
    gutter: gutterOf(lines, marks),
    firstClaimed: firstClaimed < 0 ? lines.length : firstClaimed,
  };
}

/** What is open under a line: a finding or a note. */
export type Picked =
  | { readonly kind: 'finding'; readonly id: string; readonly finding: FindingView; readonly line: number }
  | { readonly kind: 'annotation'; readonly id: string; readonly annotation: Annotation; readonly line: number };

/** Looks up a mark by its id, with the line under which its card opens. */
export function picked(page: HeaderPage, id: string | null): Picked | null {
  const index = page.findings.findIndex((finding, at) => findingId(finding, at) === id);
  const finding = page.findings[index];
  if (id !== null && finding !== undefined) {
    return { kind: 'finding', id, finding, line: lineOfSpans(page, finding.spans) };
  }
  const annotation = page.annotations.find((candidate) => `annotation ${candidate.id}` === id);
  if (id !== null && annotation !== undefined) {
    return {
      kind: 'annotation',
      id,
      annotation,
      line: lineOfSpans(page, annotation.span === null ? [] : [annotation.span]),
    };
  }
  return null;
}

/** The card opens under the last line of the first span, so that the bytes stay visible above it. */
function lineOfSpans(page: HeaderPage, spans: readonly SpanData[]): number {
  const [first] = spans;
  return first === undefined ? 0 : lineIndexAt(page.lines, Math.max(first.start, first.end - 1));
}

/** The id of the next or previous finding in reading order; around at the ends. Null where there is none. */
export function neighbour(page: HeaderPage, current: string | null, step: 1 | -1): string | null {
  const count = page.findings.length;
  if (count === 0) {
    return null;
  }
  const at = page.findings.findIndex((finding, index) => findingId(finding, index) === current);
  const next = at < 0 ? (step === 1 ? 0 : count - 1) : (at + step + count) % count;
  const finding = page.findings[next];
  return finding === undefined ? null : findingId(finding, next);
}

export function idOfRule(page: HeaderPage, rule: string): string | null {
  const index = page.findings.findIndex((finding) => finding.rule === rule);
  const finding = page.findings[index];
  return finding === undefined ? null : findingId(finding, index);
}

/** The name of a mark, for its button and its tooltip. */
export function nameOfMark(page: HeaderPage, mark: Mark): string {
  const found = picked(page, mark.id);
  if (found === null) {
    return '';
  }
  return found.kind === 'finding' ? found.finding.title : found.annotation.by;
}

/** Reads the two fields of "mark from … to …"; null unless they name bytes of the header. */
export function readRange(from: string, to: string, length: number): SpanData | null {
  const start = readOffset(from);
  const end = readOffset(to);
  return start !== null && end !== null && start < end && end <= length ? { start, end } : null;
}

function readOffset(text: string): number | null {
  const digits = text.replaceAll(/[\s,]/g, '');
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null;
}
