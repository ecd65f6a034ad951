import { RULES } from '../../../shared/analysis/registry';

const TITLES: ReadonlyMap<string, string> = new Map(RULES.map(({ id, title }) => [id, title]));

/** A rule's title; its id for one that this version does not have. */
export function ruleTitle(rule: string): string {
  return TITLES.get(rule) ?? rule;
}
