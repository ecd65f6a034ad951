import { impact } from '../../wording/briefing';
import { grouped } from '../../wording/packet-numbers';
import type { BriefedContent } from '../report-content';
import { type Block, examiner, muted, type ReportSection, strong, type TableCell, tool } from '../report-model';
import { examinerCallout } from './examiner-blocks';

type Written = NonNullable<BriefedContent['briefing']['impact']>;

/** How many were reached and where, without a name; left out where nothing is written. */
export function impactSections({ briefing: { impact: written } }: BriefedContent): readonly ReportSection[] {
  if (written === undefined) {
    return [];
  }
  const blocks = [...examinerCallout(written.content.text, written), ...countBlocks(written.content)];
  return blocks.length === 0 ? [] : [{ id: 'impact', title: impact.title, level: 'part', startsPage: false, blocks }];
}

function countBlocks({ counts, counted }: Written['content']): readonly Block[] {
  if (counts.length === 0) {
    return [];
  }
  const { columns } = impact;
  const total = counts.reduce((sum, { people }) => sum + people, 0);
  return [
    { kind: 'paragraph', content: [tool(impact.introduction)] },
    {
      kind: 'table',
      columns: [
        { title: columns.state, share: 18 },
        { title: columns.county, share: 24 },
        { title: columns.people, share: 14, align: 'right' },
        { title: columns.harm, share: 44 },
      ],
      rows: [...counts.map(countRow), totalRow(total, counts.length)],
    },
    ...(counted === '' ? [] : [{ kind: 'paragraph', content: [muted(impact.counted), examiner(counted)] } as const]),
  ];
}

function countRow({ state, county, people, harm }: Written['content']['counts'][number]): readonly TableCell[] {
  return [state, county, grouped(people), harm].map((text) => ({ content: [examiner(text)] }));
}

function totalRow(people: number, places: number): readonly TableCell[] {
  return [
    { content: [strong(impact.totalLabel)] },
    { content: [] },
    { content: [strong(grouped(people))] },
    { content: [muted(impact.total(people, places))] },
  ];
}
