/**
 * The briefing report, composed from a packet's content: one file a section, one line here.
 *
 * Pure: the same content gives the same document. Which sections in which order is the template's.
 */
import { type ReportPart, templates } from '../briefing/templates';
import { contentsTitle, reportTitle } from '../wording/packet-report';
import { batesNumbers } from './machine/bates';
import { exhibitPaths } from './payload-names';
import { assessmentSection } from './report/assessment';
import { bottomLineSection } from './report/bottom-line';
import { coverSection } from './report/cover';
import { custodySection } from './report/custody';
import { exhibitSection } from './report/exhibit';
import { exhibitListSection } from './report/exhibit-list';
import { glossarySection } from './report/glossary';
import { impactSections } from './report/impact';
import { indicatorSection } from './report/indicators';
import { limitationsSection } from './report/limitations';
import { methodsSection } from './report/methods';
import { qualificationSections } from './report/qualifications';
import { requestSections } from './report/request';
import { timelineSection } from './report/timeline';
import { verifySection } from './report/verify-section';
import type { ReportContent } from './report-content';
import type { ReportDocument, ReportSection } from './report-model';

type Compose = (content: ReportContent) => readonly ReportSection[];

const PARTS: Readonly<Record<ReportPart, Compose>> = {
  cover: (content) => [coverSection(content)],
  'bottom-line': (content) => [bottomLineSection(content)],
  request: requestSections,
  impact: impactSections,
  timeline: (content) => [timelineSection(content)],
  indicators: (content) => [indicatorSection(content)],
  assessment: (content) => [assessmentSection(content)],
  limitations: (content) => [limitationsSection(content)],
  'exhibit-list': (content) => [exhibitListSection(content)],
  exhibits: exhibitSections,
  methods: (content) => [methodsSection(content)],
  custody: (content) => [custodySection(content)],
  verify: (content) => [verifySection(content)],
  terms: () => [glossarySection()],
  qualifications: qualificationSections,
};

/** One part of the report by itself, for a preview; none where there is nothing to say. */
export function composePart(part: ReportPart, content: ReportContent): readonly ReportSection[] {
  return PARTS[part](content);
}

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
    sections: templates[content.template].parts.flatMap((part) => composePart(part, content)),
  };
}

function exhibitSections(content: ReportContent): readonly ReportSection[] {
  const paths = exhibitPaths(content.exhibits.map((exhibit) => exhibit.label));
  const numbers = batesNumbers(content);
  return content.exhibits.map((exhibit, index) =>
    exhibitSection(exhibit, { path: paths[index] ?? '', bates: numbers[index] ?? '' }),
  );
}
