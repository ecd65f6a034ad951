import { reportTitle } from '../../wording/packet-report';
import { cover } from '../../wording/packet-summary';
import type { BriefedContent } from '../report-content';
import { evidence, examiner, type ReportSection, strong, tool } from '../report-model';
import { fingerprintLines, readableTime } from './report-terms';

/** The first page: what this is, from whom, and the fingerprint to compare. */
export function coverSection(content: BriefedContent): ReportSection {
  return {
    id: 'cover',
    title: reportTitle,
    level: 'cover',
    startsPage: true,
    blocks: [
      {
        kind: 'cover',
        handling: content.handling,
        title: reportTitle,
        caseName: content.case.name,
        rows: coverRows(content),
        fingerprintTitle: cover.fingerprintTitle,
        fingerprint: fingerprintLines(content.examiner.fingerprint),
        note: cover.note,
      },
    ],
  };
}

function coverRows(content: BriefedContent): { label: string; value: ReturnType<typeof tool>[] }[] {
  const recipient = content.briefing.cover?.content.recipient ?? '';
  const number = content.case.number === '' ? cover.noNumber : content.case.number;
  return [
    { label: cover.caseNumber, value: [strong(number)] },
    { label: cover.packet, value: [evidence(content.packetId)] },
    ...(recipient === '' ? [] : [{ label: cover.recipient, value: [examiner(recipient)] }]),
    { label: cover.date, value: [tool(readableTime(content.createdAt))] },
    { label: cover.examiner, value: [tool(content.examiner.name)] },
    ...(content.examiner.organisation === ''
      ? []
      : [{ label: cover.organisation, value: [tool(content.examiner.organisation)] }]),
    { label: cover.exhibits, value: [tool(String(content.exhibits.length))] },
    { label: cover.tool, value: [tool(`Chainmail ${content.toolVersion}, rule set ${content.ruleSetVersion}`)] },
  ];
}
