/** The sections of the report that the examiner's words stand in: composed alike for the report and for a preview. */
import type { BriefingSection } from '../briefing/content';
import { assessmentSection } from './report/assessment';
import { bottomLineSection } from './report/bottom-line';
import { coverSection } from './report/cover';
import { impactSections } from './report/impact';
import { limitationsSection } from './report/limitations';
import { qualificationSections } from './report/qualifications';
import { requestSections } from './report/request';
import type { BriefedContent } from './report-content';
import type { ReportSection } from './report-model';

const SECTIONS: Readonly<Record<BriefingSection, (content: BriefedContent) => readonly ReportSection[]>> = {
  cover: (content) => [coverSection(content)],
  summary: (content) => [bottomLineSection(content)],
  request: requestSections,
  impact: impactSections,
  assessment: (content) => [assessmentSection(content)],
  limitations: (content) => [limitationsSection(content)],
  qualifications: qualificationSections,
};

/** None where nothing is written that the section could be made of. */
export function briefedSection(section: BriefingSection, content: BriefedContent): readonly ReportSection[] {
  return SECTIONS[section](content);
}
