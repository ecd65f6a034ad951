/**
 * Observations of a message as the report counts them: those of one rule with one weight are one, seen at several places.
 *
 * The examiner assesses a rule in a message, not each place; so one number in the margin stands for one assessment.
 */
import type { FindingView } from '../../contract/model';
import { byStrength } from './report-terms';

export interface FindingGroup {
  /** The first of them: title, rule and assessment are the same in all. */
  readonly finding: FindingView;
  /** All of them in the order of their bytes, the first included. */
  readonly places: readonly FindingView[];
}

/** The strongest first; the number of a group is its place here, from 1. */
export function findingGroups(findings: readonly FindingView[]): readonly FindingGroup[] {
  const groups = new Map<string, FindingView[]>();
  for (const finding of byStrength(findings)) {
    const key = `${finding.severity} ${finding.rule}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [finding]);
    } else {
      group.push(finding);
    }
  }
  return [...groups.values()].flatMap((places) => {
    const [finding] = places;
    return finding === undefined ? [] : [{ finding, places }];
  });
}
