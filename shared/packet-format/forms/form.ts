/** What the forms share: the document around their sections, blank lines, and the tables of what is certified. */
import { blanks, formNotice, matter, notice, penalty, person } from '../../wording/packet-forms';
import { readableTime } from '../report/report-terms';
import type { ReportContent } from '../report-content';
import { type Block, type ReportDocument, type Rich, tool } from '../report-model';

export interface FormText {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
}

/** A form: one section, no cover, no contents. */
export function formDocument(content: ReportContent, text: FormText, blocks: readonly Block[]): ReportDocument {
  const number = content.case.number === '' ? content.case.name : content.case.number;
  return {
    title: text.title,
    author: content.examiner.name,
    subject: content.case.name,
    language: 'en',
    createdAt: content.createdAt,
    running: { caseNumber: number, packetId: content.packetId, handling: content.handling },
    contentsTitle: null,
    pageOf: (page, pages) => `Page ${page} of ${pages}`,
    sections: [
      { id: text.id, title: text.title, subtitle: [tool(text.subtitle)], level: 'part', startsPage: true, blocks },
    ],
  };
}

export const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
export const list = (texts: readonly string[]): Block => ({
  kind: 'list',
  items: texts.map((text): Rich => [tool(text)]),
});
export const paragraph = (text: string): Block => ({ kind: 'paragraph', content: [tool(text)] });

export const draftNotice: Block = {
  kind: 'callout',
  tone: 'caution',
  title: formNotice.title,
  paragraphs: [[tool(formNotice.text)]],
};

/** Which matter, which packet, whose journal. */
export function matterBlocks(content: ReportContent): readonly Block[] {
  const { name, organisation } = content.examiner;
  return [
    heading(matter.title),
    {
      kind: 'key-values',
      rows: [
        { label: matter.case, value: [tool(content.case.name)] },
        ...(content.case.number === '' ? [] : [{ label: matter.number, value: [tool(content.case.number)] }]),
        { label: matter.packet, value: [tool(content.packetId)] },
        { label: matter.prepared, value: [tool(readableTime(content.createdAt))] },
        { label: matter.examiner, value: [tool(organisation === '' ? name : `${name}, ${organisation}`)] },
      ],
    },
  ];
}

/** Who certifies: left blank, as only that person can say it. */
export const personBlocks: readonly Block[] = [
  heading(person.title),
  paragraph(person.note),
  { kind: 'blanks', rows: [[blanks.name], [blanks.employer], [blanks.training], [blanks.basis]] },
];

export function statementBlocks(title: string, statements: readonly string[]): readonly Block[] {
  return [
    heading(title),
    list(statements),
    paragraph(penalty),
    {
      kind: 'blanks',
      rows: [
        [blanks.date, blanks.place],
        [blanks.signature, blanks.printedName],
      ],
    },
    heading(notice.title),
    { kind: 'list', items: notice.items.map((text): Rich => [tool(`\u2610  ${text}`)]) },
  ];
}
