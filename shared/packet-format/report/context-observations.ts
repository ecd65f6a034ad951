/**
 * Observations that are context only, in one table: what was observed, where, and the number of its explanation.
 *
 * A message of a large provider has half a dozen of them; in full they would bury the observations that matter.
 */
import { contextColumns, exhibitWords } from '../../wording/packet-exhibit';
import type { ReportExhibit } from '../report-content';
import { type Block, muted, tool } from '../report-model';
import type { Explained } from './explained';
import type { FindingGroup } from './finding-groups';
import { observedSentences, whereOf } from './observed';

export interface NumberedGroup {
  readonly group: FindingGroup;
  /** That of the marks in the header. */
  readonly number: number;
}

/** Context is what no examiner has assessed and what is explained elsewhere in the report. */
export function isContext({ finding }: FindingGroup, explained: Explained): boolean {
  return finding.severity === 'info' && finding.assessment === null && explained.has(finding.rule);
}

export function contextBlocks(
  groups: readonly NumberedGroup[],
  exhibit: ReportExhibit,
  explained: Explained,
): readonly Block[] {
  if (groups.length === 0) {
    return [];
  }
  return [
    { kind: 'heading', level: 3, text: exhibitWords.contextTitle },
    {
      kind: 'table',
      columns: [
        { title: contextColumns.observed, share: 60 },
        { title: contextColumns.where, share: 26 },
        { title: contextColumns.explained, share: 14 },
      ],
      rows: groups.map(({ group: { finding, places }, number }) => [
        { content: [tool(observedSentences(places).join(' '))], mark: { number, severity: finding.severity } },
        { content: [tool(whereOf(places, exhibit))] },
        { content: [muted(contextColumns.number(explained.get(finding.rule) ?? 0))] },
      ]),
    },
  ];
}
