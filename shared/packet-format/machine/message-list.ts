/** The exhibits' messages for programs and spreadsheets: one a line, as the command line gives them. */
import { formatCsv } from '../csv';
import type { ReportContent } from '../report-content';
import { safeJson } from '../safe-json';
import { batesNumbers } from './bates';

/** JSON Lines: every fact that was read from each message, with the places of its bytes. Findings stand in their own list. */
export function messageLines(content: ReportContent): string {
  const numbers = batesNumbers(content);
  return content.exhibits
    .map(
      ({ label, message: { findings: _, ...message }, derivative }, index) =>
        `${safeJson({ bates: numbers[index] ?? '', ...message, exhibit: label, ...(derivative === undefined ? {} : { derivative }) })}\n`,
    )
    .join('');
}

const CELL_MAX = 4_000;

/** A table of observations: one a row, harmless in a spreadsheet. */
export function findingTable(content: ReportContent): string {
  return formatCsv(
    ['exhibit', 'ref', 'rule', 'version', 'severity', 'start', 'end', 'summary', 'decision', 'reason'],
    content.exhibits.flatMap(({ label, message }) =>
      message.findings.map(({ ref, rule, ruleVersion, severity, spans, summary, assessment }) => [
        label,
        ref,
        rule,
        ruleVersion,
        severity,
        spans[0]?.start ?? '',
        spans[0]?.end ?? '',
        summary.slice(0, CELL_MAX),
        assessment?.decision ?? '',
        assessment?.reason.slice(0, CELL_MAX) ?? '',
      ]),
    ),
  );
}
