/**
 * The custody form on paper: the items, every recorded hand-over with a line to sign, blank lines for what happens on paper,
 * disposal, and the journal's last hash, so that the page itself holds the journal fast.
 */

import { plainLine } from '../../text/visible-text';
import { blanks, custodyForm } from '../../wording/packet-forms';
import { grouped } from '../../wording/packet-numbers';
import { hashGroups, quoted, readableTime } from '../report/report-terms';
import type { CustodyNote, ReportContent } from '../report-content';
import {
  type Block,
  evidence,
  examiner,
  type ReportDocument,
  type Rich,
  strong,
  type TableCell,
  tool,
} from '../report-model';
import { formDocument, heading, matterBlocks, paragraph } from './form';

const CELL_MAX = 160;
const BLANK_ROWS = 4;
/** Lines of a row in which somebody signs. */
const ROOM_TO_SIGN = 3;

/** Acts by which an item came in, changed hands or left, and what corrects them. */
const TRANSFERS: ReadonlySet<string> = new Set([
  'evidence.receive',
  'custody.hand-over',
  'custody.take-over',
  'custody.receipt',
  'custody.dispose',
  'custody.correct',
  'packet.export',
  'copy.save',
]);

export function custodyFormDocument(content: ReportContent): ReportDocument {
  const words = custodyForm;
  return formDocument(content, { id: 'custody-form', title: words.title, subtitle: words.subtitle }, [
    ...matterBlocks(content),
    { kind: 'blanks', rows: [[words.agency, words.offence], [words.officer], [words.authority]] },
    heading(words.itemsTitle),
    itemTable(content),
    heading(words.transfersTitle),
    ...transferBlocks(content),
    heading(words.furtherTitle),
    paragraph(words.furtherIntroduction),
    furtherTable(),
    heading(words.anchorTitle),
    paragraph(words.anchor(content.custody.length)),
    { kind: 'key-values', rows: [{ label: words.head, value: [evidence(hashGroups(content.custodyHead ?? ''))] }] },
    { kind: 'qr', text: content.checkpoint.text, caption: [[tool(words.qr)], ...checkpointLines(content)] },
    heading(words.disposalTitle),
    { kind: 'blanks', rows: [...words.disposal.map((label) => [label]), [blanks.date, blanks.signature]] },
  ]);
}

/** The same three lines to be read by eye, one after the other. */
function checkpointLines({ checkpoint }: ReportContent): readonly Rich[] {
  return checkpoint.text
    .trimEnd()
    .split('\n')
    .map((line) => [evidence(line)]);
}

function itemTable({ evidence: items }: ReportContent): Block {
  const words = custodyForm.itemColumns;
  return {
    kind: 'table',
    columns: [
      { title: words.number, share: 10 },
      { title: words.what, share: 32 },
      { title: words.received, share: 24 },
      { title: words.hash, share: 34 },
    ],
    rows: items.map((item) => [
      { content: [strong(item.number)] },
      { content: [...quoted(item.name, CELL_MAX), tool(`, ${item.format}, ${grouped(item.bytes)} bytes`)] },
      { content: [tool(readableTime(item.receivedAt))] },
      { content: [evidence(hashGroups(item.sha256))] },
    ]),
  };
}

function transferBlocks({ custody, custodyNotes }: ReportContent): readonly Block[] {
  const words = custodyForm;
  const entries = custody.filter(({ act }) => TRANSFERS.has(act));
  if (entries.length === 0) {
    return [paragraph(words.noTransfers)];
  }
  return [
    paragraph(words.transfersIntroduction),
    {
      kind: 'table',
      leastLines: ROOM_TO_SIGN,
      columns: [
        { title: words.transferColumns.entry, share: 8, align: 'right' },
        { title: words.transferColumns.time, share: 22 },
        { title: words.transferColumns.what, share: 32 },
        { title: words.transferColumns.by, share: 18 },
        { title: words.transferColumns.signature, share: 20 },
      ],
      rows: entries.map((entry) => [
        { content: [tool(String(entry.seq))] },
        { content: [tool(readableTime(entry.time))] },
        { content: [tool(entry.sentence), ...noteWords(custodyNotes.find((one) => one.entry === entry.seq))] },
        { content: [tool(entry.actor)] },
        BLANK_CELL,
      ]),
    },
  ];
}

/** To whom, how and why, in the words of the examiner. */
function noteWords(note: CustodyNote | undefined): Rich {
  return (note?.parts ?? []).flatMap(({ label, text }, index) => [
    tool(custodyForm.notePart(label, index === 0)),
    examiner(plainLine(text).slice(0, CELL_MAX)),
  ]);
}

const BLANK_CELL: TableCell = { content: [tool('')] };

function furtherTable(): Block {
  const words = custodyForm.furtherColumns;
  const columns = [words.time, words.released, words.received, words.purpose].map((title) => ({ title, share: 25 }));
  const row = columns.map((): TableCell => ({ content: [tool('')] }));
  return { kind: 'table', columns, rows: Array.from({ length: BLANK_ROWS }, () => row), leastLines: ROOM_TO_SIGN };
}
