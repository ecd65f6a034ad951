/**
 * Competing hypotheses against the evidence, as a matrix.
 *
 * After R. Heuer, Psychology of Intelligence Analysis (1999), chapter 8: what counts is what speaks against a hypothesis.
 */
import type { BriefingContent } from '../../briefing/content';
import { markWords, assessment as words } from '../../wording/briefing';
import { type Block, examiner, muted, strong, type TableCell } from '../report-model';

type Evidence = BriefingContent<'assessment'>['evidence'];

const HYPOTHESIS_SHARE = 14;

export function hypothesisBlocks(hypotheses: readonly string[], rows: Evidence): readonly Block[] {
  if (hypotheses.length === 0) {
    return [];
  }
  return [
    { kind: 'heading', level: 2, text: words.hypothesesTitle },
    {
      kind: 'key-values',
      rows: hypotheses.map((text, index) => ({ label: words.hypothesis(index + 1), value: [examiner(text)] })),
    },
    ...(rows.length === 0 ? [] : matrix(hypotheses, rows)),
  ];
}

function matrix(hypotheses: readonly string[], rows: Evidence): readonly Block[] {
  const columns = hypotheses.map((_, index) => ({ title: words.hypothesis(index + 1), share: HYPOTHESIS_SHARE }));
  return [
    { kind: 'paragraph', content: [{ voice: 'tool', text: words.hypothesesIntroduction }] },
    {
      kind: 'table',
      columns: [{ title: words.evidenceColumn, share: 100 - HYPOTHESIS_SHARE * hypotheses.length }, ...columns],
      rows: [...rows.map((row) => evidenceRow(row, hypotheses.length)), countRow(rows, hypotheses.length)],
    },
  ];
}

function evidenceRow({ text, exhibits, marks }: Evidence[number], count: number): readonly TableCell[] {
  const source = exhibits === '' ? '' : ` (${exhibits})`;
  const cells = Array.from({ length: count }, (_, index): TableCell => {
    const mark = marks[index];
    return { content: [mark === undefined ? muted(words.noMark) : examiner(markWords[mark])] };
  });
  return [{ content: [examiner(`${text}${source}`)] }, ...cells];
}

/** How much speaks against each: counted by the program. */
function countRow(rows: Evidence, count: number): readonly TableCell[] {
  const against = Array.from({ length: count }, (_, index) =>
    rows.filter(({ marks }) => marks[index] === 'inconsistent'),
  );
  return [
    { content: [strong(words.inconsistencies)] },
    ...against.map((found): TableCell => ({ content: [strong(String(found.length))] })),
  ];
}
