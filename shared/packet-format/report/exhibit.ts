import type { MessageView } from '../../contract/model';
import { exhibitWords, placeInContainer } from '../../wording/packet-exhibit';
import { grouped } from '../../wording/packet-numbers';
import { none } from '../../wording/packet-report';
import type { ReportExhibit } from '../report-content';
import { type Block, evidence, type KeyValueRow, type ReportSection, strong, tool } from '../report-model';
import { attachmentBlocks, authenticationBlocks, timeBlocks } from './exhibit-tables';
import type { Explained } from './explained';
import { findingGroups } from './finding-groups';
import { findingBlocks, noteBlocks, observationTable, tagBlocks } from './findings';
import { headerBlocks } from './header-block';
import { hashGroups, quoted, readableTime } from './report-terms';
import { routeBlocks } from './route';

/** What the packet gives an exhibit: its file, and its Bates number. */
interface Produced {
  readonly path: string;
  readonly bates: string;
}

/** One message: what it states, where it came from, what was observed, and the bytes that say so. */
export function exhibitSection(exhibit: ReportExhibit, { path, bates }: Produced, explained: Explained): ReportSection {
  const groups = findingGroups(exhibit.message.findings);
  return {
    id: `exhibit-${path}`,
    title: exhibitWords.title(exhibit.label),
    subtitle: quoted(exhibit.message.subject, 120),
    level: 'item',
    startsPage: true,
    stamp: { label: exhibit.label, bates: { first: bates, last: bates }, sha256: exhibit.message.sha256 },
    blocks: [
      { kind: 'key-values', rows: statedRows(exhibit) },
      { kind: 'heading', level: 2, text: exhibitWords.sourceTitle },
      { kind: 'key-values', rows: sourceRows(exhibit, { path, bates }) },
      { kind: 'heading', level: 2, text: exhibitWords.observationsTitle },
      ...observationTable(groups),
      ...noteBlocks(exhibit.message.annotations),
      ...tagBlocks(exhibit.message.tags),
      ...routeBlocks(exhibit.message),
      ...headerBlocks(exhibit, groups),
      ...findingBlocks(groups, exhibit, explained),
      ...authenticationBlocks(exhibit.message),
      ...timeBlocks(exhibit.message),
      ...attachmentBlocks(exhibit.message),
    ] satisfies readonly Block[],
  };
}

function attachmentCount({ attachments, bodyProblem }: MessageView): string {
  return attachments.length > 0 ? String(attachments.length) : bodyProblem === null ? none : exhibitWords.unreadBody;
}

function statedRows({ message }: ReportExhibit): readonly KeyValueRow[] {
  const optional = [
    { label: exhibitWords.cc, text: message.cc },
    { label: exhibitWords.replyTo, text: message.replyTo },
    { label: exhibitWords.returnPath, text: message.returnPath },
  ].filter(({ text }) => text !== '');
  return [
    { label: exhibitWords.statesFrom, value: quoted(message.from) },
    { label: exhibitWords.to, value: quoted(message.to) },
    ...optional.map(({ label, text }) => ({ label, value: quoted(text) })),
    { label: exhibitWords.subject, value: quoted(message.subject) },
    { label: exhibitWords.dateWritten, value: quoted(message.dateAsWritten) },
    ...(message.date === null ? [] : [{ label: exhibitWords.dateRead, value: [tool(readableTime(message.date))] }]),
    { label: exhibitWords.messageId, value: quoted(message.messageId) },
  ];
}

function sourceRows(
  { message, evidence: item, derivative }: ReportExhibit,
  produced: Produced,
): readonly KeyValueRow[] {
  const { path, bates } = produced;
  const sameContent = message.contentSha256 === message.sha256;
  return [
    { label: exhibitWords.exhibitFile, value: [evidence(path)] },
    { label: exhibitWords.bates, value: [evidence(bates)] },
    ...(derivative === undefined
      ? []
      : [
          { label: exhibitWords.copy, value: [tool(exhibitWords.redactedCopy(derivative.entry))] },
          { label: exhibitWords.copyBytes, value: [tool(grouped(derivative.bytes))] },
          { label: exhibitWords.copySha256, value: [evidence(hashGroups(derivative.sha256))] },
        ]),
    { label: exhibitWords.evidenceItem, value: [strong(message.ref), tool(' in '), evidence(item.name)] },
    ...(message.source === '' ? [] : [{ label: exhibitWords.sourcePath, value: quoted(message.source, 400) }]),
    {
      label: derivative === undefined ? exhibitWords.bytes : exhibitWords.originalBytes,
      value: [tool(grouped(message.length))],
    },
    {
      label: derivative === undefined ? exhibitWords.sha256 : exhibitWords.originalSha256,
      value: [evidence(hashGroups(message.sha256))],
    },
    ...(sameContent
      ? []
      : [{ label: exhibitWords.contentSha256, value: [evidence(hashGroups(message.contentSha256))] }]),
    { label: exhibitWords.container, value: [evidence(hashGroups(message.object))] },
    { label: exhibitWords.place, value: [tool(placeInContainer(message.offset, message.length))] },
    { label: exhibitWords.attachmentsTitle, value: [tool(attachmentCount(message))] },
  ];
}
