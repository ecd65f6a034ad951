import { qualifications } from '../../wording/briefing';
import type { BriefedContent } from '../report-content';
import type { ReportSection } from '../report-model';
import { examinerCallout } from './examiner-blocks';

/** Training and experience of the examiner, in their own words; left out where nothing is written. */
export function qualificationSections({ briefing, examiner }: BriefedContent): readonly ReportSection[] {
  const written = briefing.qualifications;
  const blocks = written === undefined ? [] : examinerCallout(written.content.text, written, examiner.name);
  return blocks.length === 0
    ? []
    : [{ id: 'qualifications', title: qualifications.title, level: 'part', startsPage: false, blocks }];
}
