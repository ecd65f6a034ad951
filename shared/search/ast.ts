import type { Severity } from '../analysis/rule';

/** The columns of the full-text index that a word can be asked of; `any` asks all of them. */
export type TextField = 'any' | 'from' | 'to' | 'subject' | 'body' | 'trace';

/** Words that follow each other. `prefix`: the last word may go on (`invoic*`). */
export interface TextNode {
  readonly kind: 'text';
  readonly field: TextField;
  readonly text: string;
  readonly prefix: boolean;
}

/**
 * A header field of that name, in which all of the words stand; no words: the field is there.
 *
 * Name and words are in the form of `header-words.ts`. `prefix`: the last word, or the name where there is none, may go on.
 */
export interface HeaderNode {
  readonly kind: 'header';
  readonly name: string;
  readonly words: readonly string[];
  readonly prefix: boolean;
}

/** Messages that are related in this way: `relation` is a kind's id or a pattern of ids, `name` one relation of the kind. */
export interface RelationNode {
  readonly kind: 'relation';
  readonly relation: string;
  readonly name: string | null;
}

/** What a search asks, as a tree: independent of how and where the answer is computed. */
export type QueryNode =
  | { readonly kind: 'and'; readonly nodes: readonly QueryNode[] }
  | { readonly kind: 'or'; readonly nodes: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly node: QueryNode }
  | TextNode
  | HeaderNode
  | RelationNode
  | { readonly kind: 'rule'; readonly rule: string }
  | { readonly kind: 'severity'; readonly severity: Severity }
  | { readonly kind: 'evidence'; readonly evidence: number }
  | { readonly kind: 'ref'; readonly evidence: number; readonly n: number }
  | { readonly kind: 'tag'; readonly tag: string }
  /** Strictly before this instant, milliseconds since 1970 UTC. */
  | { readonly kind: 'before'; readonly timeMs: number }
  /** At this instant or later. */
  | { readonly kind: 'after'; readonly timeMs: number }
  | { readonly kind: 'has'; readonly what: 'finding' | 'attachment' | 'annotation' }
  | { readonly kind: 'exhibit' }
  /** Neither received nor sent at a time that can be read. */
  | { readonly kind: 'undated' };

/** Why a search cannot be understood: the word, where it stands, and a sentence for the search field. */
export interface QueryProblem {
  readonly word: string;
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly sentence: string;
}

export type ParsedQuery =
  /** `node` is undefined for an empty search: everything. */
  { readonly ok: true; readonly node: QueryNode | undefined } | { readonly ok: false; readonly problem: QueryProblem };
