import { encodingWords, redactionReport as words } from '../../wording/redaction';
import { exhibitFile } from '../exhibit-file';
import type { ExhibitRedaction } from '../redaction-facts';
import type { ReportContent } from '../report-content';
import { type Block, evidence, type ReportSection, strong, type TableCell, tool } from '../report-model';
import { hashGroups, readableTime } from './report-terms';

const ROWS_MAX = 200;

/** Whom the packet does not name, what was replaced where, and how the copies hang together with the originals. */
export function redactionSections(content: ReportContent): readonly ReportSection[] {
  const { redaction } = content;
  if (redaction === undefined) {
    return [];
  }
  const { list } = redaction;
  return [
    {
      id: 'redaction',
      title: words.title,
      level: 'part',
      startsPage: true,
      blocks: [
        ...words.introduction.map(paragraph),
        paragraph(words.list(list.entry, list.by, readableTime(list.at))),
        { kind: 'paragraph', content: [evidence(hashGroups(list.record))] },
        personTable(redaction.persons),
        { kind: 'heading', level: 2, text: words.copiesTitle },
        copyTable(content),
        ...redaction.exhibits.flatMap(exhibitBlocks),
      ],
    },
  ];
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', content: [tool(text)] };
}

type Persons = NonNullable<ReportContent['redaction']>['persons'];

function personTable(persons: Persons): Block {
  return {
    kind: 'table',
    columns: [
      { title: words.personColumns.token, share: 24 },
      { title: words.personColumns.reason, share: 40 },
      { title: words.personColumns.sought, share: 36 },
    ],
    rows: persons.map(({ token, reason, names, addresses, words: further }) => [
      { content: [strong(token)] },
      { content: [tool(reason === '' ? words.noReason : reason)] },
      { content: [tool(words.sought(names, addresses, further))] },
    ]),
  };
}

function copyTable(content: ReportContent): Block {
  return {
    kind: 'table',
    columns: [
      { title: words.copyColumns.label, share: 10 },
      { title: words.copyColumns.entry, share: 10, align: 'right' },
      { title: words.copyColumns.copy, share: 40 },
      { title: words.copyColumns.original, share: 40 },
    ],
    rows: content.exhibits.map((exhibit) => [
      { content: [strong(exhibit.label)] },
      { content: [tool(String(exhibit.derivative?.entry ?? ''))] },
      { content: [evidence(hashGroups(exhibitFile(exhibit).sha256))] },
      { content: [evidence(hashGroups(exhibit.message.sha256))] },
    ]),
  };
}

function exhibitBlocks({ label, changes, omissions, isGuessable }: ExhibitRedaction): readonly Block[] {
  const rows: readonly (readonly TableCell[])[] = [
    ...changes.map(({ place, token, form, encodings, count }) =>
      row(place, `${token}: ${words.forms[form]}, ${encodingWords(encodings)}`, String(count)),
    ),
    ...omissions.map(({ place, kind, bytes }) => row(place, words.omission(kind, bytes), '1')),
  ];
  return [
    { kind: 'heading', level: 2, text: words.exhibitTitle(label) },
    ...(isGuessable ? [paragraph(words.guessable)] : []),
    ...(rows.length === 0
      ? [paragraph(words.nothing)]
      : [
          {
            kind: 'table',
            columns: [
              { title: words.changeColumns.place, share: 34 },
              { title: words.changeColumns.what, share: 54 },
              { title: words.changeColumns.count, share: 12, align: 'right' },
            ],
            rows: rows.slice(0, ROWS_MAX),
          } satisfies Block,
        ]),
    ...(rows.length > ROWS_MAX ? [paragraph(words.more(rows.length - ROWS_MAX))] : []),
  ];
}

function row(place: string, what: string, count: string): readonly TableCell[] {
  return [{ content: [evidence(place)] }, { content: [tool(what)] }, { content: [tool(count)] }];
}
