/** What the check of wording says: what was found, and what to write instead. */
import type { BriefingSection } from '../briefing/content';
import type { LintRule, WordingHit } from '../briefing/lint';
import { plainLine } from '../text/visible-text';
import { sectionNames } from './briefing';
import { counted } from './packet-numbers';

interface Advice {
  readonly found: string;
  readonly instead: string;
}

export const lintAdvice: Readonly<Record<LintRule, Advice>> = {
  person: {
    found: 'Tells who a victim is',
    instead: 'Give numbers by state and county only. Names, addresses and telephone numbers stay in the evidence.',
  },
  combined: {
    found: 'Likelihood and confidence in one sentence',
    instead:
      'Write two sentences: how likely the event is, then how confident the judgement is and why (ICD 203, D.6.e.2).',
  },
  'off-scale': {
    found: 'A word of estimation that is not on the scale',
    instead:
      'Use one of: almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely, almost certain; or “cannot be determined from the evidence”.',
  },
  certainty: {
    found: 'Leaves no room for error',
    instead: 'Write what was observed: “the header records”, “is consistent with”, “is inconsistent with”.',
  },
  'two-rows': {
    found: 'Words of both rows of the scale in one report',
    instead: 'Keep to one row: likely and unlikely, or probable and improbable, throughout.',
  },
  'chosen-twice': {
    found: 'The likelihood is chosen beside this statement',
    instead: 'Leave the word out: the report writes “It is … that” in front of the statement.',
  },
  attribution: {
    found: 'Attribution stated as fact',
    instead: 'State it as a judgement with a likelihood and its basis, or write “claims to be from”.',
  },
  'long-summary': {
    found: 'The bottom line has more than 150 words',
    instead: 'Move this passage to the assessment or the limitations.',
  },
};

/** `Impact, text: “Ms. Roe” - tells who a victim is. …` */
export function hitSentence(hit: WordingHit): string {
  const { found, instead } = lintAdvice[hit.rule];
  return `${placeOf(hit.section, hit.field)}: “${shortened(hit.text)}”. ${found}. ${instead}`;
}

const PASSAGE_MAX = 120;

function shortened(text: string): string {
  const line = plainLine(text.replaceAll(/\s+/g, ' '));
  return line.length <= PASSAGE_MAX ? line : `${line.slice(0, PASSAGE_MAX)}\u2026`;
}

/** Rows are counted from 1 for people. */
export function placeOf(section: BriefingSection, field: string): string {
  const place = field.replaceAll(/\.(\d+)/g, (_, index: string) => ` ${Number(index) + 1}`).replaceAll('.', ', ');
  return `${sectionNames[section]}, ${place}`;
}

export const wordingSentences = {
  stops: (hits: readonly WordingHit[]) =>
    `The packet was not built: ${counted(hits.length, 'passage', 'passages')} of the briefing could tell who a victim is. Nothing left the case. Correct the section and export again.\n${hits.map(hitSentence).join('\n')}`,
  unaccepted: (hits: readonly WordingHit[]) =>
    `The packet was not built: the check of wording has something to say on ${counted(hits.length, 'passage', 'passages')}. Nothing left the case. Correct them, or accept them as they stand (--accept-wording); the receipt and the journal then say so.\n${hits.map(hitSentence).join('\n')}`,
  none: 'The check of wording found nothing.',
  some: (count: number) => `The check of wording found ${counted(count, 'passage', 'passages')}:`,
  accepted: (count: number) =>
    `Exported as written, with ${counted(count, 'passage', 'passages')} that the check of wording named:`,
} as const;
