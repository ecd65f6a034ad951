/** What the pictures of a case are drawn from, counted by the database. */
import type { DayCount } from '../../../shared/pictures/time-buckets';
import type { Database } from './database';
import { rulesWithFindings } from './finding-rows';
import { evidenceNumber, evidenceOfRow, MESSAGES_PER_EVIDENCE, rowId } from './message-id';
import type { Condition } from './query-sql';
import { numberOf, textOf } from './rows';

export interface EvidenceCount {
  readonly evidence: string;
  readonly messages: number;
}

/** How many messages of an evidence item a rule fired in. */
export interface CellCount extends EvidenceCount {
  readonly rule: string;
}

export interface OverviewCounts {
  /** By the day on which a message was received, by its own Date where it has no such time. */
  readonly days: readonly DayCount[];
  /** Of these, how many stand where their own Date says. */
  readonly byDate: number;
  /** Without any time. */
  readonly undated: number;
  readonly evidence: readonly EvidenceCount[];
  readonly cells: readonly CellCount[];
}

const DAY_MS = 86_400_000;
/** Rounded down before 1970 as well. */
const DAY = `(m.time_ms - ((m.time_ms % ${DAY_MS}) + ${DAY_MS}) % ${DAY_MS}) / ${DAY_MS}`;

/** Counts over the messages that a condition fits. */
export function readOverview(database: Database, where: Condition): OverviewCounts {
  return {
    ...countDays(database, where),
    evidence: countEvidence(database, where),
    cells: countCells(database, where),
  };
}

/** The same over the whole case, where how many messages each item has is known. */
export function readWholeOverview(database: Database, evidence: readonly EvidenceCount[]): OverviewCounts {
  const where = { sql: '1', values: [] };
  return {
    ...countDays(database, where),
    evidence: evidence.filter(({ messages }) => messages > 0),
    cells: countAllCells(database),
  };
}

function countDays(
  database: Database,
  { sql, values }: Condition,
): Pick<OverviewCounts, 'days' | 'byDate' | 'undated'> {
  const rows = database.all(
    `SELECT ${DAY} AS day, count(*) AS n, sum(m.received_ms IS NULL) AS own FROM messages m WHERE ${sql} GROUP BY day`,
    values,
  );
  const dated = rows.filter(({ day }) => day !== null);
  return {
    days: dated.map(({ day, n }) => [numberOf(day), numberOf(n)] as const),
    byDate: dated.reduce((sum, { own }) => sum + numberOf(own), 0),
    undated: numberOf(rows.find(({ day }) => day === null)?.['n']),
  };
}

function countEvidence(database: Database, { sql, values }: Condition): readonly EvidenceCount[] {
  return database
    .all(
      `SELECT m.id / ${MESSAGES_PER_EVIDENCE} AS item, count(*) AS n FROM messages m WHERE ${sql} GROUP BY item`,
      values,
    )
    .map(({ item, n }) => ({ evidence: evidenceNumber(numberOf(item)), messages: numberOf(n) }));
}

function countCells(database: Database, { sql, values }: Condition): readonly CellCount[] {
  return database
    .all(
      `SELECT f.rule, f.message / ${MESSAGES_PER_EVIDENCE} AS item, count(DISTINCT f.message) AS n FROM findings f
       WHERE f.message IN (SELECT m.id FROM messages m WHERE ${sql}) GROUP BY f.rule, item`,
      values,
    )
    .map(({ rule, item, n }) => ({
      rule: textOf(rule),
      evidence: evidenceNumber(numberOf(item)),
      messages: numberOf(n),
    }));
}

const NEXT_MESSAGE = 'SELECT message FROM findings WHERE rule = ? AND message >= ? ORDER BY message LIMIT 1';
const IN_RANGE = 'SELECT count(DISTINCT message) AS n FROM findings WHERE rule = ? AND message >= ? AND message < ?';

/** Over the whole case: from item to item in the index of each rule, so that it is read once and nothing is sorted. */
function countAllCells(database: Database): readonly CellCount[] {
  const cells: CellCount[] = [];
  for (const rule of rulesWithFindings(database)) {
    for (let row = database.get(NEXT_MESSAGE, [rule, 0]); row !== undefined; ) {
      const evidence = evidenceOfRow(numberOf(row['message']));
      const end = rowId(evidence + 1, 0);
      const n = database.get(IN_RANGE, [rule, rowId(evidence, 0), end])?.['n'];
      cells.push({ rule, evidence: evidenceNumber(evidence), messages: numberOf(n) });
      row = database.get(NEXT_MESSAGE, [rule, end]);
    }
  }
  return cells;
}
