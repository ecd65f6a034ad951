/**
 * Findings that depend on what the case knows: with which knowledge they were computed, and their replacement.
 *
 * Every complete row stands for the knowledge in the mark, or, while a revision is under way, those up to its place for
 * the new one. Mark and rows change in one transaction, so that a revision that was killed goes on where it was.
 */
import * as z from 'zod/mini';
import { compareFindings } from '../../../shared/analysis/analyse';
import { CASE_RULES } from '../../../shared/analysis/registry';
import type { Finding } from '../../../shared/analysis/rule';
import type { Database } from './database';
import { readFindings } from './finding-rows';
import { dropKeptCounts } from './kept-counts';
import { FINDING_COLUMNS, type IncompleteMessage, numberOf, PLACE_COLUMNS, placeOf, weightValues } from './rows';

const clockSchema = z.object({
  host: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  offsetSeconds: z.number(),
  spreadSeconds: z.number(),
  messages: z.number(),
  own: z.boolean(),
});

const knowledgeSchema = z.object({
  protected: z.object({ names: z.array(z.string()), domains: z.array(z.string()), addresses: z.array(z.string()) }),
  /** Message (a row's id) and its trusted hops. */
  boundaries: z.array(z.tuple([z.number(), z.number()])),
  clocks: z.array(clockSchema),
});

/**
 * Which messages a revision looks at: all, or those whose route was measured by a clock; and single ones, whose boundary
 * was moved, on which much else depends: they are read anew with every rule.
 */
const scopeSchema = z.object({ all: z.boolean(), clocks: z.boolean(), ids: z.array(z.number()) });

const stateSchema = z.object({
  known: knowledgeSchema,
  pass: z.nullable(z.object({ to: knowledgeSchema, scope: scopeSchema, after: z.number() })),
});

export type CaseKnowledge = z.infer<typeof knowledgeSchema>;
export type RevisionScope = z.infer<typeof scopeSchema>;
export type CaseState = z.infer<typeof stateSchema>;

export const NO_KNOWLEDGE: CaseKnowledge = {
  protected: { names: [], domains: [], addresses: [] },
  boundaries: [],
  clocks: [],
};

const MARK = 'case';
/** Set since the last revision: `clocks` when rows were added, `all` when they were written by what the case knew before. */
const OUTDATED = 'case-outdated';
const CLOCK_RULES = ['received.time-order', 'received.time-order-days'];

export function readCaseState(database: Database): CaseState | undefined {
  const value = database.get('SELECT value FROM meta WHERE key = ?', [MARK])?.['value'];
  return typeof value === 'string' ? stateSchema.parse(JSON.parse(value)) : undefined;
}

export function writeCaseState(database: Database, state: CaseState): void {
  database.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', [MARK, JSON.stringify(state)]);
}

export type Outdated = 'clocks' | 'all' | null;

export function readOutdated(database: Database): Outdated {
  const value = database.get('SELECT value FROM meta WHERE key = ?', [OUTDATED])?.['value'];
  return value === 'all' || value === 'clocks' ? value : null;
}

export function writeOutdated(database: Database, outdated: Outdated): void {
  if (outdated === null) {
    database.run('DELETE FROM meta WHERE key = ?', [OUTDATED]);
  } else {
    database.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', [OUTDATED, outdated]);
  }
}

/** Complete messages after a row's id that a revision has to look at. */
export function messagesToRevise(
  database: Database,
  scope: RevisionScope,
  after: number,
  limit: number,
): readonly IncompleteMessage[] {
  const { sql, values } = conditionOf(scope);
  return database
    .all(`SELECT ${PLACE_COLUMNS} FROM messages WHERE complete = 1 AND id > ? AND ${sql} ORDER BY id LIMIT ?`, [
      after,
      ...values,
      limit,
    ])
    .map(placeOf);
}

/** Bytes that a revision has to read, for its progress. */
export function bytesToRevise(database: Database, scope: RevisionScope, after: number): number {
  const { sql, values } = conditionOf(scope);
  const row = database.get(
    `SELECT sum("end" - start) AS bytes FROM messages WHERE complete = 1 AND id > ? AND ${sql}`,
    [after, ...values],
  );
  return numberOf(row?.['bytes']);
}

function conditionOf({ all, clocks, ids }: RevisionScope): {
  readonly sql: string;
  readonly values: readonly (string | number)[];
} {
  if (all) {
    return { sql: '1', values: [] };
  }
  const byClock = clocks ? 'id IN (SELECT message FROM findings WHERE rule IN (?, ?))' : '0';
  // Numbers of rows, not words of anybody.
  return { sql: `(${byClock} OR id IN (${ids.join(', ')}))`, values: clocks ? CLOCK_RULES : [] };
}

export interface RevisedEntry {
  readonly id: number;
  /** Undefined for a message that could not be read: its findings stay. */
  readonly findings: readonly Finding[] | undefined;
  /** Findings of every rule, or of those alone that look at the case. */
  readonly isWhole: boolean;
}

const caseRules: ReadonlySet<string> = new Set(CASE_RULES.map(({ id }) => id));

/** Puts new findings in the place of the old ones of the same rules. */
export function replaceCaseFindings(database: Database, entries: readonly RevisedEntry[]): void {
  for (const { id, findings, isWhole } of entries) {
    if (findings !== undefined) {
      replaceOne(database, id, findings, isWhole);
    }
  }
}

function replaceOne(database: Database, id: number, revised: readonly Finding[], isWhole: boolean): void {
  const old = readFindings(database, { message: id, rule: null }, { message: id, place: -1 }).findings.map(
    ({ ref: _, ...finding }) => finding,
  );
  const kept = isWhole ? [] : old.filter(({ rule }) => !caseRules.has(rule));
  const findings = [...kept, ...revised].toSorted(compareFindings);
  if (JSON.stringify(old) === JSON.stringify(findings.map(plain))) {
    return;
  }
  dropKeptCounts(database);
  database.run('DELETE FROM findings WHERE message = ?', [id]);
  for (const [place, { rule, ruleVersion, severity, spans, summary }] of findings.entries()) {
    database.run(INSERT, [id, place, rule, ruleVersion, severity, JSON.stringify(spans), summary]);
  }
  database.run(UPDATE, [...weightValues(findings), id]);
}

const INSERT = `INSERT INTO findings (message, place, rule, rule_version, severity, spans, summary) VALUES (?, ?, ?, ?, ?, ?, ?)`;
const UPDATE = `UPDATE messages SET ${FINDING_COLUMNS.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`;

function plain({ rule, ruleVersion, severity, spans, summary }: Finding): Finding {
  return { rule, ruleVersion, severity, spans: spans.map(({ start, end }) => ({ start, end })), summary };
}
