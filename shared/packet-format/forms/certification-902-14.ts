/**
 * A certification under FRE 902(14), filled from the journal and not signed: who copied what, from where, when, how, with
 * which hash values. The person who signs is never the program.
 */

import type { Evidence } from '../../contract/model';
import { certification14, recorded, redactedExhibits } from '../../wording/packet-forms';
import { grouped } from '../../wording/packet-numbers';
import { hashGroups, quoted, readableTime } from '../report/report-terms';
import type { ReportContent } from '../report-content';
import {
  type Block,
  evidence,
  type KeyValueRow,
  muted,
  type ReportDocument,
  type Rich,
  strong,
  tool,
} from '../report-model';
import { draftNotice, formDocument, heading, matterBlocks, paragraph, personBlocks, statementBlocks } from './form';

const TEXT_MAX = 400;

export function certification902of14(content: ReportContent): ReportDocument {
  const words = certification14;
  return formDocument(content, { id: 'certification-902-14', title: words.title, subtitle: words.rule }, [
    draftNotice,
    ...matterBlocks(content),
    ...personBlocks,
    heading(words.itemsTitle),
    ...certifiedItems(content).flatMap((item) => itemBlocks(content, item)),
    heading(words.exhibitsTitle),
    paragraph(words.exhibits(content.exhibits.length)),
    ...(content.redaction === undefined ? [] : [paragraph(redactedExhibits)]),
    exhibitTable(content),
    ...statementBlocks(words.statementTitle, words.statements),
  ]);
}

/** The evidence items that exhibits lie in, each once, in the order of their numbers. */
function certifiedItems({ evidence: items, exhibits }: ReportContent): readonly Evidence[] {
  const numbers = new Set(exhibits.map(({ evidence: { number } }) => number));
  return items.filter(({ number }) => numbers.has(number));
}

function itemBlocks(content: ReportContent, item: Evidence): readonly Block[] {
  const words = certification14.item;
  const isTranscribed = item.format === 'transcribed';
  const hash: Rich = [
    evidence(hashGroups(item.sha256)),
    ...(item.format === 'folder' ? [muted(` ${certification14.folderHash}`)] : []),
  ];
  const description = certification14.description(item.format, grouped(item.bytes), item.messages);
  const rows: readonly KeyValueRow[] = [
    { label: words.number, value: [strong(item.number)] },
    { label: words.what, value: [...quoted(item.name, TEXT_MAX), tool(` (${description})`)] },
    { label: words.receivedAt, value: [tool(readableTime(item.receivedAt))] },
    { label: words.receivedFrom, value: written(item.receivedFrom) },
    { label: words.source, value: written(item.source) },
    ...(item.note === '' ? [] : [{ label: words.note, value: quoted(item.note, TEXT_MAX) }]),
    ...(isTranscribed ? [] : [{ label: words.method, value: [tool(certification14.method(content.toolVersion))] }]),
    { label: words.hash, value: hash },
    { label: words.entry, value: [tool(entryOf(content, item))] },
  ];
  return [
    { kind: 'key-values', rows },
    paragraph(isTranscribed ? certification14.transcribed : certification14.forwarded),
  ];
}

function written(text: string): Rich {
  return text === '' ? [muted(recorded(''))] : quoted(text, TEXT_MAX);
}

/** The number of the entry that took the item in. */
function entryOf({ custody }: ReportContent, { number }: Evidence): string {
  const entry = custody.find(({ act, subject }) => act === 'evidence.receive' && subject['number'] === number);
  return entry === undefined ? recorded('') : `${entry.seq}, ${readableTime(entry.time)}, ${entry.actor}`;
}

function exhibitTable({ exhibits }: ReportContent): Block {
  const words = certification14.columns;
  return {
    kind: 'table',
    columns: [
      { title: words.label, share: 14 },
      { title: words.ref, share: 14 },
      { title: words.hash, share: 72 },
    ],
    rows: exhibits.map(({ label, message }) => [
      { content: [strong(label)] },
      { content: [tool(message.ref)] },
      { content: [evidence(hashGroups(message.sha256))] },
    ]),
  };
}
