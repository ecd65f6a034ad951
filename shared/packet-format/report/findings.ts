import type { Annotation, Assessment, FindingView, MessageTag } from '../../contract/model';
import { assessedBy, exhibitWords, observationColumns } from '../../wording/packet-exhibit';
import { byteRange, decisionWords, examinersWords, notAssessed, severityWords } from '../../wording/packet-report';
import type { ReportExhibit } from '../report-content';
import { type Block, examiner, type KeyValueRow, muted, type Rich, type TableCell, tool } from '../report-model';
import { readableTime } from './report-terms';

/** The observations of one exhibit in one table; numbers are those of the marks in the header. */
export function observationTable(findings: readonly FindingView[]): readonly Block[] {
  if (findings.length === 0) {
    return [{ kind: 'paragraph', content: [tool(exhibitWords.noObservations)] }];
  }
  const columns = observationColumns;
  return [
    {
      kind: 'table',
      columns: [
        { title: columns.observation, share: 56 },
        { title: columns.weight, share: 24 },
        { title: columns.assessment, share: 20 },
      ],
      rows: findings.map((finding, index) => observationRow(finding, index + 1)),
    },
  ];
}

function observationRow(finding: FindingView, number: number): readonly TableCell[] {
  const { assessment } = finding;
  return [
    { content: [tool(finding.title)], mark: { number, severity: finding.severity } },
    { content: [muted(severityWords[finding.severity])] },
    { content: [assessment === null ? muted(notAssessed) : examiner(decisionWords[assessment.decision])] },
  ];
}

/** Every observation in full, each followed by the examiner's words on it. */
export function findingBlocks(findings: readonly FindingView[], exhibit: ReportExhibit): readonly Block[] {
  if (findings.length === 0) {
    return [];
  }
  return [
    { kind: 'heading', level: 2, text: exhibitWords.findingsTitle },
    ...findings.flatMap((finding, index) => oneFinding(finding, index + 1, exhibit)),
  ];
}

function oneFinding(finding: FindingView, number: number, exhibit: ReportExhibit): readonly Block[] {
  return [
    {
      kind: 'heading',
      level: 3,
      text: finding.title,
      mark: { number, severity: finding.severity },
      note: severityWords[finding.severity],
    },
    { kind: 'key-values', rows: findingRows(finding, exhibit) },
    ...(finding.assessment === null ? [] : [assessmentBlock(finding.assessment)]),
  ];
}

function findingRows(finding: FindingView, exhibit: ReportExhibit): readonly KeyValueRow[] {
  return [
    { label: exhibitWords.observed, value: [tool(finding.summary)] },
    { label: exhibitWords.meaning, value: [tool(finding.explanation)] },
    { label: exhibitWords.innocent, value: [tool(sentenceOf(finding.innocent))] },
    { label: exhibitWords.settle, value: [tool(finding.settle)] },
    { label: exhibitWords.errorRate, value: [tool(finding.errorRate)] },
    { label: exhibitWords.reference, value: [tool(finding.reference)] },
    { label: exhibitWords.where, value: whereOf(finding, exhibit) },
  ];
}

function sentenceOf(phrases: readonly string[]): string {
  const text = phrases.map((phrase) => phrase.replace(/[.\s]+$/, '')).join('; ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

const SPANS_MAX = 8;

function whereOf(finding: FindingView, { message }: ReportExhibit): Rich {
  const places = finding.spans.slice(0, SPANS_MAX).map(({ start, end }) => {
    const field = message.headers.find((header) => start >= header.start && start < header.end);
    return `${byteRange(start, end)}${field === undefined ? '' : ` (${field.name})`}`;
  });
  const more = finding.spans.length > SPANS_MAX ? ' \u2026' : '';
  return [tool(`${places.join('; ')}${more}`), muted(`  ${finding.rule}, version ${finding.ruleVersion}`)];
}

function assessmentBlock(assessment: Assessment): Block {
  return {
    kind: 'callout',
    tone: 'examiner',
    title: `${examinersWords}: ${decisionWords[assessment.decision]}`,
    note: assessedBy(assessment.by, readableTime(assessment.at), assessment.entry),
    paragraphs: [[examiner(assessment.reason)]],
  };
}

/** The examiner's own notes on the message. */
export function noteBlocks(annotations: readonly Annotation[]): readonly Block[] {
  return annotations.map((annotation) => ({
    kind: 'callout',
    tone: 'examiner',
    title: examinersWords,
    note: assessedBy(annotation.by, readableTime(annotation.at), annotation.entry),
    paragraphs: [[examiner(annotation.note)], ...tagLine(annotation)],
  }));
}

/** Tags that the examiner put on the message by themselves, each with its own entry. */
export function tagBlocks(tags: readonly MessageTag[]): readonly Block[] {
  return tags.map(({ tag, by, at, entry }) => ({
    kind: 'callout',
    tone: 'examiner',
    title: exhibitWords.tag,
    note: assessedBy(by, readableTime(at), entry),
    paragraphs: [[examiner(`#${tag}`)]],
  }));
}

function tagLine(annotation: Annotation): readonly Rich[] {
  const place = annotation.span === null ? [] : [byteRange(annotation.span.start, annotation.span.end)];
  const parts = [...place, ...annotation.tags.map((tag) => `#${tag}`)];
  return parts.length === 0 ? [] : [[examiner(parts.join('   '))]];
}
