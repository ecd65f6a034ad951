/** What exhibits have in common, kind by kind: what was observed, what it means and need not mean, and where it stands. */
import { explainedWords } from '../../wording/packet-exhibit';
import { relationsReport as words } from '../../wording/packet-relations';
import { byteRange, severityWords } from '../../wording/packet-report';
import { relations } from '../../wording/relations';
import type { PacketRelation, PacketTrait, RelatedExhibit, ReportContent } from '../report-content';
import {
  type Block,
  type KeyValueRow,
  muted,
  type ReportSection,
  type Rich,
  strong,
  type TableCell,
  tool,
} from '../report-model';
import { meaningRows } from './explained';
import { quoted, shownLabels } from './report-terms';

/** Of a kind; the file for programs has all. */
const RELATIONS_MAX = 20;
const ROWS_MAX = 24;
const TEXT_MAX = 160;

/** A relation with its number in the packet, from 1. */
interface Numbered {
  readonly relation: PacketRelation;
  readonly number: number;
}

export function relationSections({ across: { relations, unread } }: ReportContent): readonly ReportSection[] {
  if (relations.length === 0) {
    return [];
  }
  return [
    {
      id: 'relations',
      title: words.title,
      level: 'part',
      startsPage: true,
      blocks: [
        ...words.introduction.map((text) => paragraph([tool(text)])),
        ...(unread === 0 ? [] : [caution(unread)]),
        ...byKind(relations).flatMap(kindBlocks),
      ],
    },
  ];
}

function paragraph(content: Rich): Block {
  return { kind: 'paragraph', content };
}

function caution(unread: number): Block {
  return { kind: 'callout', tone: 'caution', title: words.unreadTitle, paragraphs: [[tool(words.unread(unread))]] };
}

/** In the order of the strongest of each kind. */
function byKind(relations: readonly PacketRelation[]): readonly (readonly Numbered[])[] {
  const kinds = new Map<string, Numbered[]>();
  for (const [index, relation] of relations.entries()) {
    const numbered = { relation, number: index + 1 };
    const known = kinds.get(relation.kind);
    if (known === undefined) kinds.set(relation.kind, [numbered]);
    else known.push(numbered);
  }
  return [...kinds.values()];
}

function kindBlocks(all: readonly Numbered[]): readonly Block[] {
  const [first] = all;
  if (first === undefined) {
    return [];
  }
  const left = all.length - RELATIONS_MAX;
  return [
    { kind: 'heading', level: 2, text: first.relation.title },
    { kind: 'key-values', rows: kindRows(first.relation, all) },
    ...all.slice(0, RELATIONS_MAX).flatMap(relationBlocks),
    ...(left > 0 ? [paragraph([muted(words.moreRelations(left))])] : []),
  ];
}

/** Grades of one kind are measured apart. */
function kindRows(first: PacketRelation, all: readonly Numbered[]): readonly KeyValueRow[] {
  const grades = new Map(all.map(({ relation: { severity, errorRate } }) => [severity, errorRate]));
  const rates = [...grades].map(([severity, rate]) => ({
    label: explainedWords.errorRate,
    value: [tool(rate), ...(grades.size > 1 ? [muted(`  ${severityWords[severity]}`)] : [])],
  }));
  return [
    ...meaningRows(first),
    ...rates,
    { label: explainedWords.reference, value: [tool(first.reference)] },
    { label: words.kind, value: [muted(explainedWords.version(first.kind, first.kindVersion))] },
  ];
}

function relationBlocks({ relation, number }: Numbered): readonly Block[] {
  const { severity, summary, exhibits, elsewhere } = relation;
  const told = exhibits.filter(({ isForComparison }) => !isForComparison);
  const rows = exhibits.flatMap((exhibit) => exhibit.traits.map((trait) => traitRow(exhibit, trait)));
  const { columns } = words;
  const outside = elsewhere === 0 ? [] : [muted(`  ${words.elsewhere(elsewhere)}.`)];
  return [
    {
      kind: 'heading',
      level: 3,
      text: words.exhibits(told.length, shownLabels(told.map(({ label }) => label))),
      mark: { number, severity },
      note: severityWords[severity],
    },
    paragraph([tool(summary), ...outside]),
    ...(rows.length === 0
      ? []
      : [
          {
            kind: 'table',
            columns: [
              { title: columns.exhibit, share: 10 },
              { title: columns.what, share: 16 },
              { title: columns.written, share: 52 },
              { title: columns.where, share: 22 },
            ],
            rows: rows.slice(0, ROWS_MAX),
          } satisfies Block,
        ]),
    ...(rows.length > ROWS_MAX ? [paragraph([muted(words.moreRows(rows.length - ROWS_MAX))])] : []),
  ];
}

function traitRow(
  { label, isForComparison }: RelatedExhibit,
  { name, text, start, end }: PacketTrait,
): readonly TableCell[] {
  const written = text === '' ? [muted(words.inExhibit)] : quoted(text, TEXT_MAX);
  return [
    { content: [strong(label)] },
    { content: [tool(name), ...(isForComparison ? [muted(`  ${relations.forComparison}`)] : [])] },
    { content: written },
    { content: [muted(byteRange(start, end))] },
  ];
}
