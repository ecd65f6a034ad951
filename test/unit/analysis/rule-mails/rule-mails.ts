import type { CaseContext } from '../../../../shared/analysis/case-context';

/**
 * Every rule brings its own mails: those on which it fires, and near misses on which it does not.
 *
 * One file for each file of rules, found by looking into this folder. A character of a mail stands for one byte.
 */
export interface OwnMails {
  /** What the case knows, for rules that look at it. */
  readonly context?: CaseContext;
  /** The same for the near misses, where that is what makes them so. */
  readonly nearMissContext?: CaseContext;
  readonly positive: readonly [string, ...string[]];
  readonly nearMiss: readonly [string, ...string[]];
}

export type RuleMails = Readonly<Record<string, OwnMails>>;
