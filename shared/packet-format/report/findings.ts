import type { Annotation, Assessment, MessageTag } from '../../contract/model';
import { assessedBy, exhibitWords, explainedWords, observationColumns } from '../../wording/packet-exhibit';
import { byteRange, decisionWords, examinersWords, notAssessed, severityWords } from '../../wording/packet-report';
import type { ReportExhibit } from '../report-content';
import { type Block, examiner, type KeyValueRow, muted, type Rich, type TableCell, tool } from '../report-model';
import { contextBlocks, isContext } from './context-observations';
import { type Explained, errorRateRow, innocentRow, meaningRows, referenceRow } from './explained';
import type { FindingGroup } from './finding-groups';
import { observedSentences, whereOf } from './observed';
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

/** Every observation in full, each followed by the examiner's words on it; then those that are context. */
export function findingBlocks(
  groups: readonly FindingGroup[],
  exhibit: ReportExhibit,
  explained: Explained,
): readonly Block[] {
  if (groups.length === 0) {
    return [];
  }
  const numbered = groups.map((group, index) => ({ group, number: index + 1 }));
  const context = numbered.filter(({ group }) => isContext(group, explained));
  return [
    { kind: 'heading', level: 2, text: exhibitWords.findingsTitle },
    ...numbered
      .filter(({ group }) => !isContext(group, explained))
      .flatMap(({ group, number }) => oneGroup(group, number, exhibit, explained)),
    ...contextBlocks(context, exhibit, explained),
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

/** Innocent causes and the error rate stand beside every claim, also where the rest is explained once. */
function groupRows({ finding, places }: FindingGroup, exhibit: ReportExhibit, explained: Explained) {
  const number = explained.get(finding.rule);
  const observed: readonly KeyValueRow[] = observedSentences(places).map((summary, index) => ({
    label: index === 0 ? exhibitWords.observed : '',
    value: [tool(summary)],
  }));
  const where: KeyValueRow = {
    label: exhibitWords.where,
    value: [tool(whereOf(places, exhibit)), muted(`  ${explainedWords.version(finding.rule, finding.ruleVersion)}`)],
  };
  return number === undefined
    ? [...observed, ...meaningRows(finding), errorRateRow(finding), referenceRow(finding), where]
    : [
        ...observed,
        innocentRow(finding),
        errorRateRow(finding),
        where,
        { label: exhibitWords.meaning, value: [muted(explainedWords.seeNumber(number))] },
      ];
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
