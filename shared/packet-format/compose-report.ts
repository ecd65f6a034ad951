/**
 * The briefing report, composed from a packet's content: one file a section, one line here.
 *
 * Pure: the same content gives the same document. The order is that of agency briefings: bottom line first.
 */
import { contentsTitle, reportTitle } from '../wording/packet-report';
import { exhibitPaths } from './payload-names';
import { bottomLineSection } from './report/bottom-line';
import { coverSection } from './report/cover';
import { custodySection } from './report/custody';
import { exhibitSection } from './report/exhibit';
import { exhibitListSection } from './report/exhibit-list';
import { glossarySection } from './report/glossary';
import { methodsSection } from './report/methods';
import { redactionSections } from './report/redaction';
import { verifySection } from './report/verify-section';
import type { ReportContent } from './report-content';
import type { ReportDocument, ReportSection } from './report-model';

type Compose = (content: ReportContent) => readonly ReportSection[];

const SECTIONS: readonly Compose[] = [
  (content) => [coverSection(content)],
  (content) => [bottomLineSection(content)],
  (content) => [exhibitListSection(content)],
  exhibitSections,
  (content) => [methodsSection(content)],
  (content) => [custodySection(content)],
  redactionSections,
  (content) => [verifySection(content)],
  () => [glossarySection()],
];

export function composeReport(content: ReportContent): ReportDocument {
  const number = content.case.number === '' ? content.case.name : content.case.number;
  return {
    title: `${reportTitle} ${content.packetId}`,
    author: content.examiner.name,
    subject: content.case.name,
    language: 'en',
    createdAt: content.createdAt,
    running: { caseNumber: number, packetId: content.packetId, handling: content.handling },
    contentsTitle,
    pageOf: (page, pages) => `Page ${page} of ${pages}`,
    sections: SECTIONS.flatMap((compose) => compose(content)),
  };
}

function exhibitSections(content: ReportContent): readonly ReportSection[] {
  const paths = exhibitPaths(content.exhibits);
  return content.exhibits.map((exhibit, index) => exhibitSection(exhibit, paths[index] ?? ''));
}
