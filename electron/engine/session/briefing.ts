/** The examiner's words for the report: read, written section by section, shown as the report will set them. */
import {
  type Briefing,
  type BriefingContent,
  type BriefingSection,
  checkContent,
  withSection,
} from '../../../shared/briefing/content';
import { lintBriefing, type WordingHit } from '../../../shared/briefing/lint';
import type { TemplateName } from '../../../shared/briefing/templates';
import { FailureError } from '../../../shared/contract/failure';
import type { Examiner } from '../../../shared/contract/model';
import { briefedSection } from '../../../shared/packet-format/briefed-section';
import type { ReportExhibit } from '../../../shared/packet-format/report-content';
import type { ReportSection } from '../../../shared/packet-format/report-model';
import { briefingSentences, sectionNames } from '../../../shared/wording/briefing';
import * as acts from '../case/acts';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';
import { briefedContent } from './report-content';

/** What is written so far. */
export function briefingOf(session: CaseSession): Briefing {
  return session.store.view.briefing ?? {};
}

/**
 * Puts other words in the place of a section's; the earlier ones stay in the vault, named by their own entry.
 *
 * @returns the journal entry's number, null where the section stands as given; hits of the check of wording in all sections
 * @throws FailureError `bad-request` for what does not have the section's shape
 */
export async function writeSection(
  session: CaseSession,
  signer: Signer,
  section: BriefingSection,
  given: unknown,
): Promise<{ readonly entry: number | null; readonly hits: readonly WordingHit[] }> {
  const content = checked(section, given);
  if (standsSo(session, section, content)) {
    return { entry: null, hits: lintBriefing(briefingOf(session)) };
  }
  const { entry } = await acts.writeBriefing(session.store, signer, { section, content: { ...content } });
  return { entry: entry.seq, hits: lintBriefing(briefingOf(session)) };
}

/** Whether a section's recorded words are these; keys of both come in the schema's order. */
function standsSo(session: CaseSession, section: BriefingSection, content: BriefingContent): boolean {
  return JSON.stringify(content) === JSON.stringify(briefingOf(session)[section]?.content);
}

function checked(section: BriefingSection, given: unknown): BriefingContent {
  const reading = checkContent(section, given);
  if (!reading.ok) {
    throw new FailureError(
      'bad-request',
      briefingSentences.badShape(sectionNames[section], reading.where, reading.problem),
    );
  }
  return reading.content;
}

export interface Draft {
  readonly section: BriefingSection;
  readonly content: unknown;
  readonly template: TemplateName;
}

/** A section as the report would set it with these words, recorded or not, and what the check of wording says of them. */
export function previewDraft(
  session: CaseSession,
  examiner: Examiner,
  { section, content: given, template }: Draft,
  exhibits: readonly ReportExhibit[],
): { readonly sections: readonly ReportSection[]; readonly hits: readonly WordingHit[] } {
  const words = checked(section, given);
  const recorded = briefingOf(session);
  const briefing = standsSo(session, section, words)
    ? recorded
    : withSection(recorded, section, { content: words, by: '', at: '', entry: null });
  const content = { ...briefedContent(session, examiner, { template, briefing }), exhibits };
  return {
    sections: briefedSection(section, content),
    hits: lintBriefing(briefing).filter((hit) => hit.section === section),
  };
}
