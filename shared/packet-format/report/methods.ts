import { SEVERITIES } from '../../analysis/rule';
import { methods } from '../../wording/packet-methods';
import { severityMeaning, severityWords } from '../../wording/packet-report';
import type { ReportContent } from '../report-content';
import { type Block, evidence, examiner, type ReportSection, type Rich, strong, tool } from '../report-model';

/** How the observations were made, what they rest on, and what they cannot show. */
export function methodsSection(content: ReportContent): ReportSection {
  return {
    id: 'methods',
    title: methods.title,
    level: 'part',
    startsPage: true,
    blocks: [
      { kind: 'paragraph', content: [tool(methods.program(content.toolVersion, content.ruleSetVersion))] },
      { kind: 'list', items: methods.steps.map((step) => [tool(step)]) },
      ...passage(methods.hashTitle, methods.hash),
      ...passage(methods.boundaryTitle, methods.boundary),
      ...passage(methods.errorTitle, methods.errors),
      { kind: 'heading', level: 2, text: methods.weightTitle },
      weightTable,
      { kind: 'heading', level: 2, text: methods.voicesTitle },
      { kind: 'list', items: voices },
      ...passage(methods.lettersTitle, [methods.letters]),
    ],
  };
}

function passage(title: string, sentences: readonly string[]): readonly Block[] {
  return [
    { kind: 'heading', level: 2, text: title },
    ...sentences.map((sentence): Block => ({ kind: 'paragraph', content: [tool(sentence)] })),
  ];
}

const voices: readonly Rich[] = [
  [tool(methods.voices.tool)],
  [evidence(methods.voices.evidence)],
  [examiner(methods.voices.examiner)],
];

const weightTable: Block = {
  kind: 'table',
  columns: [
    { title: methods.weightColumns.word, share: 30 },
    { title: methods.weightColumns.meaning, share: 70 },
  ],
  rows: SEVERITIES.map((severity) => [
    { content: [strong(severityWords[severity])], mark: { number: null, severity } },
    { content: [tool(severityMeaning[severity])] },
  ]),
};
