/**
 * The briefing report, composed from a packet's content: one file a section, one line here.
 *
 * Pure: the same content gives the same document. Which sections in which order is the template's.
 */
import { type ReportPart, templates } from '../briefing/templates';
import { contentsTitle, reportTitle } from '../wording/packet-report';
import { briefedSection } from './briefed-section';
import { batesNumbers } from './machine/bates';
import { exhibitPaths } from './payload-names';
import { custodySection } from './report/custody';
import { exhibitSection } from './report/exhibit';
import { exhibitListSection } from './report/exhibit-list';
import { explainedOnce, explainedSections } from './report/explained';
import { glossarySection } from './report/glossary';
import { indicatorSection } from './report/indicators';
import { methodsSection } from './report/methods';
import { redactionSections } from './report/redaction';
import { relationSections } from './report/relations';
import { timelineSection } from './report/timeline';
import { verifySection } from './report/verify-section';
import type { ReportContent } from './report-content';
import type { ReportDocument, ReportSection } from './report-model';

type Compose = (content: ReportContent) => readonly ReportSection[];

const PARTS: Readonly<Record<ReportPart, Compose>> = {
  cover: (content) => briefedSection('cover', content),
  'bottom-line': (content) => briefedSection('summary', content),
  request: (content) => briefedSection('request', content),
  impact: (content) => briefedSection('impact', content),
  timeline: (content) => [timelineSection(content)],
  relations: relationSections,
  indicators: (content) => [indicatorSection(content)],
  assessment: (content) => briefedSection('assessment', content),
  limitations: (content) => briefedSection('limitations', content),
  'exhibit-list': (content) => [exhibitListSection(content)],
  exhibits: exhibitSections,
  observations: explainedSections,
  methods: (content) => [methodsSection(content)],
  custody: (content) => [custodySection(content)],
  redaction: redactionSections,
  verify: (content) => [verifySection(content)],
  terms: () => [glossarySection()],
  qualifications: (content) => briefedSection('qualifications', content),
};

/** An exhibit has its pages for itself, as each is stamped: what follows begins on a new one. */
function apart(sections: readonly ReportSection[]): readonly ReportSection[] {
  return sections.map((section, index) =>
    sections[index - 1]?.stamp === undefined ? section : { ...section, startsPage: true },
  );
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
    sections: apart(templates[content.template].parts.flatMap((part) => PARTS[part](content))),
  };
}

function exhibitSections(content: ReportContent): readonly ReportSection[] {
  const paths = exhibitPaths(content.exhibits);
  const numbers = batesNumbers(content);
  const explained = explainedOnce(content.exhibits);
  return content.exhibits.map((exhibit, index) =>
    exhibitSection(exhibit, { path: paths[index] ?? '', bates: numbers[index] ?? '' }, explained),
  );
}
