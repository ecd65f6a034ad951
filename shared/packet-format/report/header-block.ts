import type { FindingView } from '../../contract/model';
import { exhibitWords } from '../../wording/packet-exhibit';
import { claimedLabel } from '../../wording/packet-report';
import type { ReportExhibit } from '../report-content';
import { type Block, type ExcerptMark, tool } from '../report-model';
import { excerptLines } from './header-excerpt';
import { claimedFrom } from './report-terms';

/** The raw header with the observations marked at their bytes. */
export function headerBlocks(exhibit: ReportExhibit, findings: readonly FindingView[]): readonly Block[] {
  const { message, header } = exhibit;
  return [
    { kind: 'heading', level: 2, text: exhibitWords.headerTitle },
    { kind: 'paragraph', content: [tool(exhibitWords.headerIntroduction)] },
    {
      kind: 'header-excerpt',
      lines: excerptLines(header, message.headers),
      marks: findings.flatMap((finding, index) => marksOf(finding, index + 1)),
      claimedFrom: claimedFrom(message),
      claimedLabel,
    },
  ];
}

function marksOf(finding: FindingView, number: number): readonly ExcerptMark[] {
  return finding.spans.map(({ start, end }) => ({ number, severity: finding.severity, start, end }));
}
