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

/** Indexes that lie in the order of the list, the latest first. */
const LATEST_FIRST: Partial<Readonly<Record<ListRequest['sort'], string>>> = {
  received: 'messages_received',
  date: 'messages_date',
};

export interface ListStatements {
  /** Gives `total`; null when everything fits. */
  readonly count: Condition | null;
  /** The rows of the page, by how many messages fit and how many there are. */
  readonly page: (total: number, of: number) => Condition;
}

export function statementsFor(
  node: QueryNode | undefined,
  marks: QueryMarks,
  request: ListRequest,
  isReading: boolean,
): ListStatements {
  const where = node === undefined ? { sql: '1', values: [] } : conditionFor(node, marks, isReading);
  const bySort = (total: number, of: number) => rowsOf(idsBySort(where, request, total, of), where, request);
  const match = node === undefined || isReading ? undefined : matchExpression(node);
  if (match !== undefined) {
    // Words alone: the index counts by itself, and gives its rows in the order of the table.
    const fits = { sql: 'search MATCH ?', values: [match] };
    const found = `SELECT rowid AS id FROM search WHERE ${fits.sql}`;
    return {
      count: { sql: `SELECT count(*) AS total FROM search WHERE ${fits.sql}`, values: fits.values },
      page:
        request.sort === 'ref' ? () => rowsOf(`${found} ORDER BY rowid ${direction(request)}`, fits, request) : bySort,
    };
  }
  const count = { sql: `SELECT count(*) AS total FROM messages m WHERE ${where.sql}`, values: where.values };
  return { count: node === undefined ? null : count, page: bySort };
}

/** The ids first and then the rows of this page alone: what is sorted and passed over stays small. */
function rowsOf(ids: string, { values }: Condition, request: ListRequest): Condition {
  return {
    sql: `SELECT m.* FROM (${ids} LIMIT ? OFFSET ?) AS f JOIN messages m ON m.id = f.id ORDER BY ${orderOf(request)}`,
    values: [...values, request.limit, request.offset],
  };
}

function idsBySort({ sql }: Condition, request: ListRequest, total: number, of: number): string {
  const { sort, descending, offset, limit } = request;
  const index = descending ? LATEST_FIRST[sort] : undefined;
  // Reading in the list's order ends with the page, after so many rows as lie between; sorting reads all that fit.
  const isSooner = Math.min(offset + limit, total) * of <= total * total;
  const by = index !== undefined && isSooner ? ` INDEXED BY ${index}` : '';
  return `SELECT m.id FROM messages m${by} WHERE ${sql} ORDER BY ${orderOf(request)}`;
}

/** Rows without a value come last. By the table's own order nothing is sorted. */
function orderOf(request: ListRequest): string {
  const column = SORT_COLUMN[request.sort];
  if (request.sort === 'ref') {
    return `m.id ${direction(request)}`;
  }
  return request.descending ? `${column} DESC, m.id` : `${column} IS NULL, ${column}, m.id`;
}

function direction({ descending }: ListRequest): 'ASC' | 'DESC' {
  return descending ? 'DESC' : 'ASC';
}
