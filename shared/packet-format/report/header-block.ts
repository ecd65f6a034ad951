import { exhibitWords } from '../../wording/packet-exhibit';
import { claimedLabel } from '../../wording/packet-report';
import type { ReportExhibit } from '../report-content';
import { type Block, type ExcerptMark, tool } from '../report-model';
import type { FindingGroup } from './finding-groups';
import { excerptLines } from './header-excerpt';
import { claimedFrom } from './report-terms';

/** The raw header with the observations marked at their bytes. */
export function headerBlocks(exhibit: ReportExhibit, groups: readonly FindingGroup[]): readonly Block[] {
  const { message, header } = exhibit;
  const marks = groups.flatMap((group, index) => marksOf(group, index + 1));
  return [
    { kind: 'heading', level: 2, text: exhibitWords.headerTitle },
    { kind: 'paragraph', content: [tool(exhibitWords.headerIntroduction)] },
    {
      kind: 'header-excerpt',
      lines: excerptLines(header, message.headers, marks),
      marks,
      claimedFrom: claimedFrom(message),
      claimedLabel,
    },
  ];
}

function marksOf({ places }: FindingGroup, number: number): readonly ExcerptMark[] {
  return places.flatMap(({ spans, severity }) => spans.map(({ start, end }) => ({ number, severity, start, end })));
}
