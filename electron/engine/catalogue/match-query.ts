/** The part of a search that the full-text index can answer by itself, as one expression of its language. */

import type { QueryNode, TextField, TextNode } from '../../../shared/search/ast';
import { searchableText } from '../../../shared/search/searchable-text';
import type { SEARCH_COLUMNS } from './schema';

const COLUMN: Readonly<Record<TextField, (typeof SEARCH_COLUMNS)[number] | undefined>> = {
  any: undefined,
  from: 'sender',
  to: 'recipient',
  subject: 'subject',
  body: 'body',
  trace: 'trace',
};

/** Words as a quoted phrase, in which nothing has a meaning of its own. */
export function phraseOf({ field, text, prefix }: TextNode): string {
  const phrase = `"${searchableText(text).replaceAll('"', '""')}"${prefix ? '*' : ''}`;
  const column = COLUMN[field];
  return column === undefined ? phrase : `{${column}} : ${phrase}`;
}

/** The whole search as one expression; undefined where it asks something else than words. */
export function matchExpression(node: QueryNode): string | undefined {
  switch (node.kind) {
    case 'text':
      // Signs alone give the index no word: such a phrase would turn the meaning of what it is joined with.
      return /[\p{L}\p{N}]/u.test(node.text) ? phraseOf(node) : undefined;
    case 'and':
    case 'or': {
      const parts = node.nodes.map(matchExpression);
      const isWhole = parts.length > 0 && parts.every((part) => part !== undefined);
      return isWhole ? parts.map((part) => `(${part})`).join(node.kind === 'and' ? ' AND ' : ' OR ') : undefined;
    }
    default:
      return undefined;
  }
}
