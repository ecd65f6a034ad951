/** A certification under FRE 902(13) of the records that the program made, filled and not signed. */
import { certification13, redactedExhibits } from '../../wording/packet-forms';
import { hashGroups } from '../report/report-terms';
import type { ReportContent } from '../report-content';
import { type Block, evidence, type ReportDocument, strong, tool } from '../report-model';
import {
  draftNotice,
  formDocument,
  heading,
  list,
  matterBlocks,
  paragraph,
  personBlocks,
  statementBlocks,
} from './form';

export function certification902of13(content: ReportContent): ReportDocument {
  const words = certification13;
  return formDocument(content, { id: 'certification-902-13', title: words.title, subtitle: words.rule }, [
    draftNotice,
    ...matterBlocks(content),
    ...personBlocks,
    heading(words.processTitle),
    processRows(content),
    heading(words.accuracyTitle),
    list(words.accuracy),
    ...(content.redaction === undefined ? [] : [paragraph(redactedExhibits)]),
    exhibitTable(content),
    ...statementBlocks(words.statementTitle, words.statements),
  ]);
}

function processRows({ toolVersion, ruleSetVersion, exhibits }: ReportContent): Block {
  const { process } = certification13;
  const findings = exhibits.reduce((sum, { message }) => sum + message.findings.length, 0);
  return {
    kind: 'key-values',
    rows: [
      { label: process.program, value: [tool(certification13.programText(toolVersion))] },
      { label: process.rules, value: [tool(certification13.rulesText(ruleSetVersion))] },
      { label: process.input, value: [tool(certification13.inputText(exhibits.length))] },
      { label: process.output, value: [tool(certification13.outputText(findings))] },
      { label: process.network, value: [tool(certification13.networkText)] },
    ],
  };
}

function exhibitTable({ exhibits }: ReportContent): Block {
  const words = certification13.columns;
  return {
    kind: 'table',
    columns: [
      { title: words.label, share: 14 },
      { title: words.observations, share: 18, align: 'right' },
      { title: words.hash, share: 68 },
    ],
    rows: exhibits.map(({ label, message }) => [
      { content: [strong(label)] },
      { content: [tool(String(message.findings.length))] },
      { content: [evidence(hashGroups(message.sha256))] },
    ]),
  };
}
