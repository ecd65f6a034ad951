import type { ReportContent } from '../report-content';
import { safeJson } from '../safe-json';

/** data/relations.jsonl: what exhibits have in common, one relation a line, by the numbers of the report. */
export function relationLines({ across: { relations } }: ReportContent): string {
  return relations
    .map(({ exhibits, ...relation }, index) => {
      const members = exhibits.map(({ label, ...rest }) => ({ exhibit: label, ...rest }));
      return `${safeJson({ number: index + 1, ...relation, exhibits: members })}\n`;
    })
    .join('');
}
