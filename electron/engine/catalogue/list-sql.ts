/** The two questions behind a page of the message list: how many fit, and which ones are on this page. */
import type { QueryNode } from '../../../shared/search/ast';
import type { ListRequest } from './catalogue';
import { matchExpression } from './match-query';
import { type Condition, conditionFor, type QueryMarks } from './query-sql';

const SORT_COLUMN: Readonly<Record<ListRequest['sort'], string>> = {
  ref: 'm.id',
  received: 'm.received_ms',
  date: 'm.date_ms',
  from: 'm.sender COLLATE NOCASE',
  to: 'm.recipient COLLATE NOCASE',
  subject: 'm.subject COLLATE NOCASE',
  messageId: 'm.message_id',
  size: '(m."end" - m.start)',
  attachments: 'm.attachments',
  severity: 'm.weight',
  proof: 'm.proof',
  high: 'm.high',
  medium: 'm.medium',
  low: 'm.low',
  info: 'm.info',
};

const PAGE = 'LIMIT ? OFFSET ?';

export interface ListStatements {
  /** Gives `total`; null when everything fits. */
  readonly count: Condition | null;
  readonly page: Condition;
}

export function statementsFor(
  node: QueryNode | undefined,
  marks: QueryMarks,
  { sort, descending, limit, offset }: ListRequest,
  isReading: boolean,
): ListStatements {
  const column = SORT_COLUMN[sort];
  const direction = descending ? 'DESC' : 'ASC';
  // By the table's own order nothing is sorted: the first page of a large case comes at once.
  const order = sort === 'ref' ? `m.id ${direction}` : `${column} IS NULL, ${column} ${direction}, m.id`;
  const where = node === undefined ? { sql: '1', values: [] } : conditionFor(node, marks, isReading);
  const page = {
    sql: `SELECT m.* FROM messages m WHERE ${where.sql} ORDER BY ${order} ${PAGE}`,
    values: [...where.values, limit, offset],
  };
  const match = node === undefined || isReading ? undefined : matchExpression(node);
  if (match !== undefined) {
    // Words alone: the index counts by itself, and gives its rows in the order of the table.
    const found = `SELECT rowid AS id FROM search WHERE search MATCH ? ORDER BY rowid ${direction} ${PAGE}`;
    return {
      count: { sql: 'SELECT count(*) AS total FROM search WHERE search MATCH ?', values: [match] },
      page:
        sort === 'ref'
          ? {
              sql: `SELECT m.* FROM (${found}) AS f JOIN messages m ON m.id = f.id ORDER BY ${order}`,
              values: [match, limit, offset],
            }
          : page,
    };
  }
  const count = { sql: `SELECT count(*) AS total FROM messages m WHERE ${where.sql}`, values: where.values };
  return { count: node === undefined ? null : count, page };
}
