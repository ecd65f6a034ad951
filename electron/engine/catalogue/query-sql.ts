/**
 * From a search's tree to SQL: every value of the search is a bound parameter, none becomes part of the statement.
 *
 * Words go to the full-text index as quoted phrases, in which nothing has a meaning of its own.
 */
import type { HeaderNode, QueryNode, RelationNode, TextField, TextNode } from '../../../shared/search/ast';
import { valueToken } from '../../../shared/search/header-words';
import { assertNever } from './assert-never';
import type { SqlValue } from './database';
import { matchExpression, phraseOf } from './match-query';
import { rowId } from './message-id';

/** A condition on the table `messages` as `m`. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** What a search asks that is not in the tables of the catalogue: row ids. */
export interface QueryMarks extends ViewMarks {
  readonly related: Related;
}

/** The messages that are in such relations: looked up before the search, as the whole case has to be asked. */
export type Related = (node: RelationNode) => readonly number[];

/** For a search that is known to ask for no relations. */
export const NOTHING_RELATED: Related = () => [];

/** The same of the case's view. */
export interface ViewMarks {
  readonly exhibits: readonly number[];
  readonly annotated: readonly number[];
  readonly tagged: (tag: string) => readonly number[];
}

/** `isReading`: some messages are in the list by their headers only, so that the index does not have their words yet. */
export function conditionFor(node: QueryNode, marks: QueryMarks, isReading: boolean): Condition {
  const match = isReading ? undefined : matchExpression(node);
  if (match !== undefined) {
    return { sql: INDEXED, values: [match] };
  }
  switch (node.kind) {
    case 'and':
    case 'or':
      return joined(
        node.kind === 'and' ? ' AND ' : ' OR ',
        node.nodes.map((part) => conditionFor(part, marks, isReading)),
      );
    case 'not': {
      const inner = conditionFor(node.node, marks, isReading);
      return { sql: `NOT ${inner.sql}`, values: inner.values };
    }
    case 'text':
      return textCondition(node, isReading);
    case 'header':
      return headerCondition(node);
    case 'rule':
      return ruleCondition(node.rule);
    case 'relation':
      return oneOf(marks.related(node));
    case 'severity':
      // The column is one of five fixed names: the severity was checked against that list when the search was read.
      return { sql: `(m.${node.severity} > 0)`, values: [] };
    case 'evidence':
      return { sql: '(m.evidence = ?)', values: [node.evidence] };
    case 'ref':
      return { sql: '(m.id = ?)', values: [rowId(node.evidence, node.n)] };
    case 'tag':
      return oneOf(marks.tagged(node.tag));
    case 'before':
      return { sql: '(m.time_ms IS NOT NULL AND m.time_ms < ?)', values: [node.timeMs] };
    case 'after':
      return { sql: '(m.time_ms IS NOT NULL AND m.time_ms >= ?)', values: [node.timeMs] };
    case 'has':
      return hasCondition(node.what, marks);
    case 'exhibit':
      return oneOf(marks.exhibits);
    case 'undated':
      return { sql: '(m.time_ms IS NULL)', values: [] };
    default:
      return assertNever(node, 'search node');
  }
}

function joined(word: string, parts: readonly Condition[]): Condition {
  return { sql: `(${parts.map(({ sql }) => sql).join(word)})`, values: parts.flatMap(({ values }) => values) };
}

const INDEXED = '(m.id IN (SELECT rowid FROM search WHERE search MATCH ?))';

function textCondition(node: TextNode, isReading: boolean): Condition {
  const { field, text } = node;
  const match = phraseOf(node);
  const header = headerColumns(field);
  if (header.length === 0 || !isReading) {
    return { sql: INDEXED, values: [match] };
  }
  // Messages whose text is not in the index yet are found by what their line in the list shows.
  const shown = header.map((name) => `m.${name}`).join(" || ' ' || ");
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return { sql: `(${INDEXED} OR (m.complete = 0 AND ${shown} LIKE ? ESCAPE '\\'))`, values: [match, like] };
}

function headerColumns(field: TextField): readonly ('sender' | 'recipient' | 'subject')[] {
  switch (field) {
    case 'any':
      return ['sender', 'recipient', 'subject'];
    case 'from':
      return ['sender'];
    case 'to':
      return ['recipient'];
    case 'subject':
      return ['subject'];
    default:
      return [];
  }
}

/** Words of one field name: the index of header fields is asked for messages that have them all. */
function headerCondition({ name, words, prefix }: HeaderNode): Condition {
  const tokens = words.length === 0 ? [name] : words.map((word) => valueToken(name, word));
  const terms = tokens.map((token, index) => `"${token}"${prefix && index === tokens.length - 1 ? '*' : ''}`);
  return { sql: '(m.id IN (SELECT rowid FROM headers WHERE headers MATCH ?))', values: [terms.join(' AND ')] };
}

function ruleCondition(rule: string): Condition {
  const test = rule.includes('*') ? 'rule GLOB ?' : 'rule = ?';
  return { sql: `(m.id IN (SELECT message FROM findings WHERE ${test}))`, values: [rule] };
}

function hasCondition(what: 'finding' | 'attachment' | 'annotation', marks: QueryMarks): Condition {
  switch (what) {
    case 'finding':
      return { sql: '(m.weight > 0)', values: [] };
    case 'attachment':
      return { sql: '(m.attachments > 0)', values: [] };
    case 'annotation':
      return oneOf(marks.annotated);
    default:
      return assertNever(what, 'has: value');
  }
}

function oneOf(ids: readonly number[]): Condition {
  return { sql: '(m.id IN (SELECT value FROM json_each(?)))', values: [JSON.stringify(ids)] };
}
