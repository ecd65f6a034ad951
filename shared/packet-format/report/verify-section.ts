import {
  chainmailNote,
  expiredNote,
  fingerprintTitle,
  limits,
  limitsTitle,
  verifyIntroduction,
  verifySteps,
  verifyTitle,
} from '../../wording/packet-verify';
import type { ReportContent } from '../report-content';
import { type Block, evidence, type ReportSection, tool } from '../report-model';
import { VERIFY_FACTS } from '../verify-facts';
import { fingerprintLines } from './report-terms';

/** How anybody checks the packet with tools that are not ours. */
export function verifySection(content: ReportContent): ReportSection {
  return {
    id: 'verify',
    title: verifyTitle,
    level: 'part',
    startsPage: true,
    blocks: [
      { kind: 'paragraph', content: [tool(verifyIntroduction)] },
      ...verifySteps(VERIFY_FACTS).flatMap(stepBlocks),
      {
        kind: 'callout',
        tone: 'plain',
        title: fingerprintTitle,
        paragraphs: fingerprintLines(content.examiner.fingerprint).map((line) => [evidence(line)]),
      },
      { kind: 'paragraph', content: [tool(`${expiredNote} ${chainmailNote}`)] },
      { kind: 'heading', level: 2, text: limitsTitle },
      { kind: 'list', items: limits.map((sentence) => [tool(sentence)]) },
    ],
  };
}

function stepBlocks(step: ReturnType<typeof verifySteps>[number], index: number): readonly Block[] {
  return [
    { kind: 'heading', level: 3, text: `${index + 1}. ${step.title}` },
    { kind: 'paragraph', content: [tool(step.text)] },
    { kind: 'commands', lines: step.commands },
  ];
}
