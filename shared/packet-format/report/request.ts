import { request } from '../../wording/briefing';
import { byCodeUnit } from '../manifest';
import type { BriefedContent } from '../report-content';
import { type Block, examiner, muted, type ReportSection } from '../report-model';
import { examinerCallout } from './examiner-blocks';

/** What is asked of the recipient, and until when; left out where nothing is asked. */
export function requestSections({ briefing: { request: written } }: BriefedContent): readonly ReportSection[] {
  if (written === undefined) {
    return [];
  }
  const blocks = [...examinerCallout(written.content.text, written), ...deadlineBlocks(written.content.deadlines)];
  return blocks.length === 0 ? [] : [{ id: 'request', title: request.title, level: 'part', startsPage: false, blocks }];
}

type Deadlines = NonNullable<BriefedContent['briefing']['request']>['content']['deadlines'];

/** The earliest first; one without a date stands last. */
function deadlineBlocks(deadlines: Deadlines): readonly Block[] {
  if (deadlines.length === 0) {
    return [];
  }
  const { columns } = request;
  const inOrder = [...deadlines].sort((a, b) => byCodeUnit(a.date || '9999', b.date || '9999'));
  return [
    { kind: 'heading', level: 2, text: request.deadlinesTitle },
    {
      kind: 'table',
      columns: [
        { title: columns.date, share: 18 },
        { title: columns.what, share: 42 },
        { title: columns.why, share: 40 },
      ],
      rows: inOrder.map(({ date, what, why }) => [
        { content: [date === '' ? muted(request.noDate) : examiner(date)] },
        { content: [examiner(what)] },
        { content: [examiner(why)] },
      ]),
    },
  ];
}
