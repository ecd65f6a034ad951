/**
 * The search language of the message list.
 *
 * Words must all occur; `"quoted words"` occur together; `-word` must not occur; `a OR b` joins its two neighbours and
 * binds tighter than the blank between words; `field:value` asks one thing. Any text gives a tree or one problem that
 * names the word and where it stands; nothing throws.
 */
import type { ParsedQuery, QueryNode, QueryProblem } from './ast';
import { QUERY_FIELDS, readText } from './query-fields';
import { type QueryToken, queryTokens } from './query-tokens';

/** More words than this in one search are a mistake, such as a pasted letter. */
const MAX_WORDS = 64;

type Step<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: QueryProblem };

export function parseQuery(text: string): ParsedQuery {
  const tokens = queryTokens(text);
  if (tokens.length > MAX_WORDS) {
    const extra = tokens[MAX_WORDS];
    return { ok: false, problem: { word: extra?.word ?? '', offset: extra?.offset ?? 0, sentence: tooLong() } };
  }
  const groups = orGroups(tokens);
  if (!groups.ok) {
    return groups;
  }
  const nodes: QueryNode[] = [];
  for (const group of groups.value) {
    const node = readGroup(group);
    if (!node.ok) {
      return node;
    }
    nodes.push(node.value);
  }
  return { ok: true, node: joined('and', nodes) };
}

/** Words that stand alone are groups of one; words with `OR` between them are one group. */
function orGroups(tokens: readonly QueryToken[]): Step<readonly (readonly QueryToken[])[]> {
  const groups: QueryToken[][] = [];
  let joins = false;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'or') {
      const next = tokens[index + 1];
      if (joins || groups.length === 0 || next === undefined) {
        return failure(token, 'needs a word before and after it');
      }
      joins = true;
      continue;
    }
    const last = groups.at(-1);
    if (joins && last !== undefined) {
      last.push(token);
    } else {
      groups.push([token]);
    }
    joins = false;
  }
  return { ok: true, value: groups };
}

function readGroup(group: readonly QueryToken[]): Step<QueryNode> {
  const nodes: QueryNode[] = [];
  for (const token of group) {
    const node = readTerm(token);
    if (!node.ok) {
      return node;
    }
    nodes.push(node.value);
  }
  return { ok: true, value: joined('or', nodes) ?? { kind: 'or', nodes } };
}

function readTerm(token: QueryToken): Step<QueryNode> {
  if (token.unclosed) {
    return failure(token, 'has a quotation mark that is not closed');
  }
  if (token.value === '') {
    return failure(token, token.field === '' ? 'is not a word to search for' : 'has nothing after the colon');
  }
  const reader = QUERY_FIELDS.get(token.field);
  if (token.field !== '' && reader === undefined) {
    return failure(
      token,
      `begins with "${token.field}:", which is no field; put it in quotation marks to search for it`,
    );
  }
  const value = { text: token.value, quoted: token.quoted };
  const node = reader === undefined ? readText('any', value) : reader(value);
  if (typeof node === 'string') {
    return failure(token, node);
  }
  return { ok: true, value: token.negated ? { kind: 'not', node } : node };
}

function joined(kind: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode | undefined {
  return nodes.length < 2 ? nodes[0] : { kind, nodes };
}

function failure(token: QueryToken, reason: string): { readonly ok: false; readonly problem: QueryProblem } {
  const { word, offset } = token;
  return { ok: false, problem: { word, offset, sentence: `"${word}" ${reason}.` } };
}

function tooLong(): string {
  return `A search can have up to ${MAX_WORDS} words.`;
}
