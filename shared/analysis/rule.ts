import type { Anatomy, Boundary, EmbeddedTime, Hop, Span } from '../email/types';
import type { CaseContext } from './case-context';

/**
 * Severity of a finding: how unusual it is in honest mail, never how guilty it makes anybody.
 *
 * `info` context · `low` common in honest mail (over 5 %) · `medium` 1 to 5 % · `high` under 1 % and hard to explain ·
 * `proof` an arithmetic or cryptographic contradiction.
 */
export type Severity = 'info' | 'low' | 'medium' | 'high' | 'proof';

export const SEVERITIES: readonly Severity[] = ['proof', 'high', 'medium', 'low', 'info'];

/** On how many of `n` messages a rule fired. */
export interface FiredCount {
  readonly n: number;
  readonly fired: number;
}

/** How often a rule fired on the labelled mail of one source. Rates of different sources and eras are never added. */
export interface SourceRate {
  readonly source: string;
  readonly honest: FiredCount;
  readonly malicious: FiredCount;
}

/**
 * How often a rule fired on labelled mail, or why no number can be given.
 *
 * The pair is that of the one collection whose honest and malicious mail was received by the same system, named in
 * `corpus`; only there the two may be compared. `bySource` gives every collection by itself.
 */
export type ErrorRate =
  | {
      readonly honest: FiredCount;
      readonly malicious: FiredCount;
      readonly corpus: string;
      readonly bySource: readonly SourceRate[];
    }
  | { readonly unavailable: string };

/** What every rule sees: facts with spans, computed once for a message. */
export interface RuleInput {
  /** The message's bytes as the vault holds them. */
  readonly bytes: Uint8Array;
  readonly anatomy: Anatomy;
  readonly route: readonly Hop[];
  /** Where the receiving side's part of the route ends. */
  readonly boundary: Boundary;
  readonly times: readonly EmbeddedTime[];
  /** What the case knows; `NO_CONTEXT` for a message by itself. */
  readonly context: CaseContext;
}

/** One observation of a rule: where, and the values that complete its sentence. */
export interface Observation {
  /** Overrides the rule's severity where the rule has grades (such as a delay of a minute or of a day). */
  readonly severity?: Severity;
  /** At least one span; the first is the one that a reader should look at first. */
  readonly spans: readonly [Span, ...Span[]];
  /** Values for the placeholders of the rule's summary, in the words a lay reader understands. */
  readonly values: Readonly<Record<string, string>>;
}

/** A rule as data that a court can read, with the function that looks. */
export interface Rule {
  /** Stable: `family.observation`, such as `received.time-order`. */
  readonly id: string;
  /** Raised whenever the same bytes could give another finding. */
  readonly version: number;
  readonly family:
    | 'route'
    | 'times'
    | 'identity'
    | 'structure'
    | 'software'
    | 'authentication'
    | 'submission'
    | 'content';
  /** The highest severity that the rule can give. */
  readonly severity: Severity;
  readonly title: string;
  /** One sentence with `{placeholders}`: what was observed in this message. */
  readonly summary: string;
  /** What the observation means, for a reader who has never seen a header. */
  readonly explanation: string;
  /** Innocent causes, each one a phrase. At least one. */
  readonly innocent: readonly string[];
  /** What would settle it: the records or comparisons that would tell the innocent causes from the others. */
  readonly settle: string;
  /** RFC section, paper or documentation. */
  readonly reference: string;
  /** Looks at the list of those to protect or at the clocks of the case, and at the header only: done again when they change. */
  readonly usesCase?: true;
  /** Looks at what the mailbox keeps of a message: single files, such as the labelled mail is, have nothing of that. */
  readonly usesStore?: true;
  readonly look: (input: RuleInput) => readonly Observation[];
}

/** A rule's observation in one message, ready to be shown, stored and exported. */
export interface Finding {
  readonly rule: string;
  readonly ruleVersion: number;
  readonly severity: Severity;
  readonly spans: readonly Span[];
  readonly summary: string;
}
