import type { Severity } from '../rule';
import type { Gathered, Member } from './member';
import type { TraitKind } from './trait';

/** What a kind of relation found among the messages that one value brought together. */
export interface Related {
  /** In the order of the case; two at least, or one that names what is not there. */
  readonly members: readonly Member[];
  /** Those of them that are told of, where the others are shown for comparison only. */
  readonly about?: readonly Member[];
  /** Overrides the kind's severity where it has grades. */
  readonly severity?: Severity;
  /** Values for the placeholders of the summary. `{count}`, the number of messages, is filled in for every kind. */
  readonly values?: Readonly<Record<string, string>>;
  /** Traits whose texts and places are shown of each message; those of `by` where left out. */
  readonly shown?: readonly TraitKind[];
}

/** A relation between messages as data that a court can read, with the function that looks: the shape of a rule. */
export interface RelationKind {
  /** Stable: `across.observation`. */
  readonly id: string;
  /** Raised whenever the same messages could give another relation. */
  readonly version: number;
  /** The highest severity that the kind can give; the scale of rules. */
  readonly severity: Severity;
  readonly title: string;
  /** One sentence with `{placeholders}`. */
  readonly summary: string;
  readonly explanation: string;
  /** Innocent causes, each one a phrase. At least one. */
  readonly innocent: readonly string[];
  /** What would settle it. */
  readonly settle: string;
  readonly reference: string;
  /** The kind of trait by which messages are brought together. */
  readonly by: TraitKind;
  /** Where the value is the id of another message: that messages with this id are brought as `named`, and one sharer is enough. */
  readonly names?: true;
  readonly relate: (gathered: Gathered) => readonly Related[];
}
