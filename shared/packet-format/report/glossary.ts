import { glossary } from '../../wording/packet-methods';
import { type ReportSection, tool } from '../report-model';

/** The few terms that a reader who has never seen a header needs. */
export function glossarySection(): ReportSection {
  return {
    id: 'terms',
    title: glossary.title,
    level: 'part',
    startsPage: false,
    blocks: [
      { kind: 'key-values', rows: glossary.terms.map(([term, meaning]) => ({ label: term, value: [tool(meaning)] })) },
    ],
  };
}
