import { grouped } from '../../wording/packet-numbers';
import { exhibitList } from '../../wording/packet-summary';
import { exhibitFile } from '../exhibit-file';
import type { ReportContent } from '../report-content';
import { type Block, evidence, muted, type ReportSection, strong, tool } from '../report-model';
import { hashGroups, quoted, readableTime } from './report-terms';

const CELL_MAX = 160;

/** All exhibits and the evidence items that they lie in. */
export function exhibitListSection(content: ReportContent): ReportSection {
  return {
    id: 'exhibits',
    title: exhibitList.title,
    level: 'part',
    startsPage: false,
    blocks: [
      {
        kind: 'paragraph',
        content: [tool(content.redaction === undefined ? exhibitList.introduction : exhibitList.redacted)],
      },
      exhibitTable(content),
      { kind: 'heading', level: 2, text: exhibitList.evidenceTitle },
      evidenceTable(content),
    ],
  };
}

function exhibitTable(content: ReportContent): Block {
  const words = exhibitList.columns;
  return {
    kind: 'table',
    columns: [
      { title: words.label, share: 9 },
      { title: words.from, share: 30 },
      { title: words.date, share: 20 },
      { title: words.item, share: 11 },
      { title: words.hash, share: 30 },
    ],
    rows: content.exhibits.map((exhibit) => {
      const { label, message } = exhibit;
      return [
        { content: [strong(label)] },
        { content: quoted(message.from, CELL_MAX) },
        { content: quoted(message.dateAsWritten, CELL_MAX) },
        { content: [tool(message.ref)] },
        { content: [evidence(hashGroups(exhibitFile(exhibit).sha256))] },
      ];
    }),
  };
}

function evidenceTable(content: ReportContent): Block {
  const words = exhibitList.evidenceColumns;
  return {
    kind: 'table',
    columns: [
      { title: words.number, share: 9 },
      { title: words.name, share: 28 },
      { title: words.received, share: 23 },
      { title: words.bytes, share: 10, align: 'right' },
      { title: words.hash, share: 30 },
    ],
    rows: content.evidence.map((item) => [
      { content: [strong(item.number)] },
      { content: quoted(item.name, CELL_MAX) },
      {
        content: [
          tool(readableTime(item.receivedAt)),
          ...(item.receivedFrom === '' ? [] : [muted(` ${exhibitList.receivedFrom(item.receivedFrom)}`)]),
        ],
      },
      { content: [tool(grouped(item.bytes))] },
      { content: [evidence(hashGroups(item.sha256))] },
    ]),
  };
}
