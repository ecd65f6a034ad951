import { custody } from '../../wording/packet-methods';
import type { ReportContent } from '../report-content';
import { type Block, evidence, type ReportSection, strong, tool } from '../report-model';
import { headText } from '../tree/checkpoint';
import { hashGroups, readableTime } from './report-terms';

/** Every act on the evidence, in order, with the hash that ties it to the one before. */
export function custodySection(content: ReportContent): ReportSection {
  return {
    id: 'custody',
    title: custody.title,
    level: 'part',
    startsPage: true,
    blocks: [...entryBlocks(content), { kind: 'heading', level: 2, text: custody.packetsTitle }, packetBlock(content)],
  };
}

function entryBlocks(content: ReportContent): readonly Block[] {
  if (content.custody.length === 0) {
    return [{ kind: 'paragraph', content: [tool(custody.empty)] }];
  }
  const head = hashGroups(content.custodyHead ?? '');
  return [
    {
      kind: 'paragraph',
      content: [tool(custody.introduction(content.custody.length, head)), tool(` ${custody.clock}`)],
    },
    ...checkpointBlocks(content),
    entryTable(content),
  ];
}

/** The three lines on paper: whoever holds the paper can tell a journal that was rewritten later. */
function checkpointBlocks({ checkpoint }: ReportContent): readonly Block[] {
  return [
    { kind: 'paragraph', content: [tool(custody.checkpoint)] },
    ...headText(checkpoint)
      .trimEnd()
      .split('\n')
      .map((line): Block => ({ kind: 'paragraph', content: [evidence(line)] })),
  ];
}

function entryTable(content: ReportContent): Block {
  return {
    kind: 'table',
    columns: [
      { title: custody.columns.seq, share: 5, align: 'right' },
      { title: custody.columns.time, share: 28 },
      { title: custody.columns.actor, share: 18 },
      { title: custody.columns.act, share: 39 },
      { title: custody.columns.hash, share: 11 },
    ],
    rows: content.custody.map((entry) => [
      { content: [tool(String(entry.seq))] },
      { content: [tool(readableTime(entry.time))] },
      { content: [tool(entry.actor)] },
      { content: [tool(entry.sentence)] },
      { content: [evidence(entry.hash.slice(0, 8))] },
    ]),
  };
}

function packetBlock(content: ReportContent): Block {
  if (content.earlierPackets.length === 0) {
    return { kind: 'paragraph', content: [tool(custody.noPackets)] };
  }
  return {
    kind: 'table',
    columns: [
      { title: custody.packetColumns.packet, share: 32 },
      { title: custody.packetColumns.time, share: 28 },
      { title: custody.packetColumns.hash, share: 40 },
    ],
    rows: content.earlierPackets.map((packet) => [
      { content: [strong(packet.packetId)] },
      { content: [tool(readableTime(packet.createdAt))] },
      { content: [evidence(hashGroups(packet.manifestSha256))] },
    ]),
  };
}
