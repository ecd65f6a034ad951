import * as z from 'zod/mini';
import { type Finding, SEVERITIES } from '../../../shared/analysis/rule';
import type { Database, SqlRow } from './database';
import { refOf } from './message-id';
import { numberOf, textOf } from './rows';

export interface StoredFinding extends Finding {
  readonly ref: string;
}

export interface RuleCount {
  readonly rule: string;
  /** The most severe that it gave in this case. */
  readonly severity: Finding['severity'];
  readonly messages: number;
}

export interface FindingCounts {
  readonly findings: number;
  /** The most severe first. */
  readonly rules: readonly RuleCount[];
}

interface Place {
  readonly message: number;
  readonly place: number;
}

const PAGE = 1_000;
const spansSchema = z.array(z.object({ start: z.number(), end: z.number() }));

/** One page of findings after a place; `next` is undefined at the end. */
export function readFindings(
  database: Database,
  { message, rule }: { readonly message: number | null; readonly rule: string | null },
  after: Place,
): { readonly findings: readonly StoredFinding[]; readonly next: Place | undefined } {
  // Only what is asked stands in the question: a condition that may be empty would have the whole table read for one message.
  const place = message === null ? '(f.message, f.place) > (?, ?)' : 'f.message = ? AND f.place > ?';
  const ofRule = rule === null ? '' : 'AND f.rule = ?';
  const rows = database.all(
    `SELECT f.*, m.evidence, m.n FROM findings f JOIN messages m ON m.id = f.message
     WHERE ${place} ${ofRule} ORDER BY f.message, f.place LIMIT ?`,
    [message ?? after.message, after.place, ...(rule === null ? [] : [rule]), PAGE],
  );
  const last = rows.length < PAGE ? undefined : rows.at(-1);
  return {
    findings: rows.map(toFinding),
    next: last === undefined ? undefined : { message: numberOf(last['message']), place: numberOf(last['place']) },
  };
}

const RANK = SEVERITIES.map((severity, rank) => `WHEN '${severity}' THEN ${rank}`).join(' ');
const AMONG = 'WHERE message IN (SELECT value FROM json_each(?))';
const NEXT_RULE = 'SELECT rule FROM findings WHERE rule > ? ORDER BY rule LIMIT 1';
const COUNTS_OF = `SELECT count(*) AS findings, count(DISTINCT message) AS messages, min(CASE severity ${RANK} END) AS worst
  FROM findings WHERE rule = ?`;

/** Rules with findings, in the order of their ids: from one to the next in the index, which skips what lies between. */
export function* rulesWithFindings(database: Database): Generator<string> {
  for (let row = database.get(NEXT_RULE, ['']); row !== undefined; ) {
    const rule = textOf(row['rule']);
    yield rule;
    row = database.get(NEXT_RULE, [rule]);
  }
}

/** Asked rule by rule: the index lies in the order of rules and messages, so that nothing is sorted. Most severe first. */
export function readFindingCounts(database: Database): FindingCounts {
  const counts = [...rulesWithFindings(database)].map((rule) => {
    const row = database.get(COUNTS_OF, [rule]);
    return {
      rule,
      findings: numberOf(row?.['findings']),
      messages: numberOf(row?.['messages']),
      worst: numberOf(row?.['worst']),
    };
  });
  return {
    findings: counts.reduce((sum, { findings }) => sum + findings, 0),
    rules: counts
      .sort(
        (one, other) => one.worst - other.worst || other.messages - one.messages || (one.rule < other.rule ? -1 : 1),
      )
      .map(({ rule, worst, messages }) => ({ rule, severity: SEVERITIES[worst] ?? 'info', messages })),
  };
}

/** The same of these messages, by their rows. */
export function readRuleCountsAmong(database: Database, ids: readonly number[]): readonly RuleCount[] {
  const rows = database.all(
    `SELECT rule, count(DISTINCT message) AS messages, min(CASE severity ${RANK} END) AS worst
     FROM findings ${AMONG} GROUP BY rule ORDER BY worst, messages DESC, rule`,
    [JSON.stringify(ids)],
  );
  return rows.map(({ rule, messages, worst }) => ({
    rule: textOf(rule),
    severity: SEVERITIES[numberOf(worst)] ?? 'info',
    messages: numberOf(messages),
  }));
}

/** The messages among these in which a rule fired. */
export function readObserved(
  database: Database,
  rule: string,
  ids: readonly number[],
): { readonly refs: readonly string[]; readonly ruleVersion: number } {
  const rows = database.all(
    `SELECT DISTINCT m.evidence, m.n, rule_version FROM findings JOIN messages m ON m.id = message ${AMONG} AND rule = ?`,
    [JSON.stringify(ids), rule],
  );
  return {
    refs: rows.map((row) => refOf(numberOf(row['evidence']), numberOf(row['n']))),
    ruleVersion: numberOf(rows[0]?.['rule_version']),
  };
}

function toFinding(row: SqlRow): StoredFinding {
  return {
    ref: refOf(numberOf(row['evidence']), numberOf(row['n'])),
    rule: textOf(row['rule']),
    ruleVersion: numberOf(row['rule_version']),
    severity: SEVERITIES.find((known) => known === row['severity']) ?? 'info',
    spans: spansSchema.parse(JSON.parse(textOf(row['spans']))),
    summary: textOf(row['summary']),
  };
}
