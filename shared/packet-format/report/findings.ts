import type { Annotation, Assessment, FindingView, MessageTag } from '../../contract/model';
import { assessedBy, exhibitWords, explainedWords, observationColumns } from '../../wording/packet-exhibit';
import { byteRange, decisionWords, examinersWords, notAssessed, severityWords } from '../../wording/packet-report';
import type { ReportExhibit } from '../report-content';
import { type Block, examiner, type KeyValueRow, muted, type Rich, type TableCell, tool } from '../report-model';
import { type Explained, meaningRows } from './explained';
import type { FindingGroup } from './finding-groups';
import { readableTime } from './report-terms';

/** The observations of one exhibit in one table; numbers are those of the marks in the header. */
export function observationTable(groups: readonly FindingGroup[]): readonly Block[] {
  if (groups.length === 0) {
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
      rows: groups.map((group, index) => observationRow(group, index + 1)),
    },
  ];
}

function observationRow({ finding, places }: FindingGroup, number: number): readonly TableCell[] {
  const { assessment } = finding;
  const often = places.length === 1 ? [] : [muted(`  ${exhibitWords.times(places.length)}`)];
  return [
    { content: [tool(finding.title), ...often], mark: { number, severity: finding.severity } },
    { content: [muted(severityWords[finding.severity])] },
    { content: [assessment === null ? muted(notAssessed) : examiner(decisionWords[assessment.decision])] },
  ];
}

/** Every observation in full, each followed by the examiner's words on it. */
export function findingBlocks(
  groups: readonly FindingGroup[],
  exhibit: ReportExhibit,
  explained: Explained,
): readonly Block[] {
  if (groups.length === 0) {
    return [];
  }
  return [
    { kind: 'heading', level: 2, text: exhibitWords.findingsTitle },
    ...groups.flatMap((group, index) => oneGroup(group, index + 1, exhibit, explained)),
  ];
}

function oneGroup(group: FindingGroup, number: number, exhibit: ReportExhibit, explained: Explained): readonly Block[] {
  const { finding } = group;
  return [
    {
      kind: 'heading',
      level: 3,
      text: finding.title,
      mark: { number, severity: finding.severity },
      note: severityWords[finding.severity],
    },
    { kind: 'key-values', rows: groupRows(group, exhibit, explained) },
    ...(finding.assessment === null ? [] : [assessmentBlock(finding.assessment)]),
  ];
}

function groupRows({ finding, places }: FindingGroup, exhibit: ReportExhibit, explained: Explained) {
  const number = explained.get(finding.rule);
  const observed: readonly KeyValueRow[] = observations(places).map((summary, index) => ({
    label: index === 0 ? exhibitWords.observed : '',
    value: [tool(summary)],
  }));
  return [
    ...observed,
    ...(number === undefined
      ? meaningRows(finding)
      : [{ label: exhibitWords.meaning, value: [muted(explainedWords.seeNumber(number))] }]),
    { label: exhibitWords.errorRate, value: [tool(finding.errorRate)] },
    ...(number === undefined ? [{ label: exhibitWords.reference, value: [tool(finding.reference)] }] : []),
    { label: exhibitWords.where, value: whereOf(places, exhibit) },
  ];
}

const OBSERVED_MAX = 12;

/** What was observed, each sentence once. */
function observations(places: readonly FindingView[]): readonly string[] {
  const sentences = [...new Set(places.map(({ summary }) => summary))];
  const more = sentences.length - OBSERVED_MAX;
  return more <= 0 ? sentences : [...sentences.slice(0, OBSERVED_MAX), exhibitWords.moreObserved(more)];
}

const SPANS_MAX = 8;

function whereOf(places: readonly FindingView[], { message }: ReportExhibit): Rich {
  const spans = places.flatMap((place) => place.spans);
  const shown = spans.slice(0, SPANS_MAX).map(({ start, end }) => {
    const field = message.headers.find((header) => start >= header.start && start < header.end);
    return `${byteRange(start, end)}${field === undefined ? '' : ` (${field.name})`}`;
  });
  const more = spans.length > SPANS_MAX ? ' \u2026' : '';
  const rules = places.slice(0, 1).map((place) => muted(`  ${explainedWords.version(place.rule, place.ruleVersion)}`));
  return [tool(`${shown.join('; ')}${more}`), ...rules];
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
