/**
 * What another rule set changes in a case: the findings as they were, beside the findings as they are.
 *
 * A catalogue of another rule set is not thrown away when it is made anew, but kept beside as `catalogue-before.sqlite`
 * until the next change of rules. Both are derived data: either can be deleted, and then there is nothing to compare.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { ruleSetVersion } from '../../../shared/analysis/registry';
import { SEVERITIES } from '../../../shared/analysis/rule';
import { Database, removeDatabase, type SqlRow } from './database';
import { refOf } from './message-id';
import { numberOf, textOf } from './rows';

const BEFORE_NAME = 'catalogue-before.sqlite';

export interface ChangedFinding {
  readonly ref: string;
  readonly rule: string;
  readonly severity: string;
}

export interface RuleChange {
  readonly rule: string;
  /** Null where the rule set did not have it, or it gave nothing. */
  readonly recordedVersion: number | null;
  readonly currentVersion: number | null;
  /** Messages on which it gives a finding now and did not before, and the other way round. */
  readonly added: number;
  readonly gone: number;
}

export interface RuleSetChange {
  /** The rule set that the case was last analysed with; the current one where nothing is recorded. */
  readonly recorded: string;
  readonly current: string;
  readonly rules: readonly RuleChange[];
  readonly added: readonly ChangedFinding[];
  readonly gone: readonly ChangedFinding[];
  /** There are more changes than are listed; the counts by rule hold for all. */
  readonly isCut: boolean;
}

/** The rule set in a catalogue's key, which is its third part. */
export function ruleSetOfKey(key: string): string {
  return key.split('/')[2] ?? '';
}

/** Keeps a whole catalogue of other rules beside the new one. Anything else is left to be removed. */
export function keepForComparison(path: string, derived: string): void {
  const recorded = ruleSetIn(path);
  if (recorded === undefined || recorded === '' || recorded === ruleSetVersion) {
    return;
  }
  const before = join(derived, BEFORE_NAME);
  removeDatabase(before);
  renameSync(path, before);
  for (const suffix of ['-journal', '.lock']) {
    rmSync(`${path}${suffix}`, { recursive: true, force: true });
  }
}

/** The rule set of a catalogue whose messages were all analysed; undefined for any other file. */
function ruleSetIn(path: string): string | undefined {
  if (!existsSync(path)) {
    return undefined;
  }
  let database: Database | undefined;
  try {
    database = new Database(path, { readOnly: true });
    const incomplete = database.get('SELECT id FROM messages WHERE complete = 0 LIMIT 1');
    const any = database.get('SELECT id FROM messages LIMIT 1');
    const key = database.get(`SELECT value FROM meta WHERE key = 'key'`)?.['value'];
    return incomplete === undefined && any !== undefined ? ruleSetOfKey(textOf(key)) : undefined;
  } catch {
    // Damaged, or of another form: there is nothing to compare with.
    return undefined;
  } finally {
    database?.close();
  }
}

/** Compares the kept catalogue, where there is one, with the current findings. */
export async function readRuleSetChange(derived: string, current: Database): Promise<RuleSetChange> {
  const path = join(derived, BEFORE_NAME);
  if (!existsSync(path)) {
    return NO_CHANGE;
  }
  const folder = await mkdtemp(join(tmpdir(), 'chainmail-'));
  try {
    // Opened through a link: the library locks beside the path, and a case may lie where nothing can be written.
    await symlink(path, join(folder, BEFORE_NAME));
    return compareWith(join(folder, BEFORE_NAME), current);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const SUMMARY_KEY = 'rule-set-change';
const summarySchema = z.object({ recorded: z.string(), current: z.string(), added: z.number(), gone: z.number() });

export type RuleSetSummary = z.infer<typeof summarySchema>;

/** The change in numbers. Counted once for a catalogue, and kept in it where it can be written. */
export async function readRuleSetSummary(
  derived: string,
  current: Database,
  canWrite: boolean,
): Promise<RuleSetSummary> {
  if (!existsSync(join(derived, BEFORE_NAME))) {
    return { recorded: ruleSetVersion, current: ruleSetVersion, added: 0, gone: 0 };
  }
  const kept = current.get('SELECT value FROM meta WHERE key = ?', [SUMMARY_KEY])?.['value'];
  if (kept !== undefined) {
    return summarySchema.parse(JSON.parse(textOf(kept)));
  }
  const { recorded, rules } = await readRuleSetChange(derived, current);
  const sum = (side: 'added' | 'gone'): number => rules.reduce((total, rule) => total + rule[side], 0);
  const summary = { recorded, current: ruleSetVersion, added: sum('added'), gone: sum('gone') };
  const isWhole = current.get('SELECT id FROM messages WHERE complete = 0 LIMIT 1') === undefined;
  if (canWrite && isWhole) {
    current.run('INSERT INTO meta (key, value) VALUES (?, ?)', [SUMMARY_KEY, JSON.stringify(summary)]);
  }
  return summary;
}

const NO_CHANGE: RuleSetChange = {
  recorded: ruleSetVersion,
  current: ruleSetVersion,
  rules: [],
  added: [],
  gone: [],
  isCut: false,
};

function compareWith(path: string, current: Database): RuleSetChange {
  let before: Database | undefined;
  try {
    before = new Database(path, { readOnly: true });
    const recorded = ruleSetOfKey(textOf(before.get(`SELECT value FROM meta WHERE key = 'key'`)?.['value']));
    return compare(recorded, before, current);
  } catch {
    // A file that cannot be read any more: as if there were none.
    return NO_CHANGE;
  } finally {
    before?.close();
  }
}

const MAX_LISTED = 10_000;

function compare(recorded: string, before: Database, current: Database): RuleSetChange {
  const listing = new Listing();
  const hadMessage = lookUp(before);
  const [left, right] = [new Rows(before), new Rows(current)];
  while (left.row !== undefined || right.row !== undefined) {
    const order = orderOf(left.row, right.row);
    if (order <= 0 && left.row !== undefined) listing.before(left.row, order < 0);
    if (order >= 0 && right.row !== undefined && hadMessage(right.row.message)) listing.now(right.row, order > 0);
    if (order <= 0) left.next();
    if (order >= 0) right.next();
  }
  return { recorded, current: ruleSetVersion, ...listing.result };
}

/** Whether the case had that message then: evidence that came later is no change of rules. */
function lookUp(before: Database): (message: number) => boolean {
  let last = { message: -1, had: false };
  return (message) => {
    if (message !== last.message) {
      last = { message, had: before.get('SELECT id FROM messages WHERE id = ?', [message]) !== undefined };
    }
    return last.had;
  };
}

interface Row {
  readonly message: number;
  readonly evidence: number;
  readonly n: number;
  readonly rule: string;
  readonly version: number;
  readonly severity: string;
}

/** Messages that are grouped at a time: each group is read by the key of the table, whatever the size of the case. */
const MESSAGES_AT_ONCE = 1_000;
const RANK = SEVERITIES.map((severity, index) => `WHEN '${severity}' THEN ${index}`).join(' ');

/** Every pair of message and rule, in order, read message range by message range. */
class Rows {
  private readonly database: Database;
  private page: readonly SqlRow[] = [];
  private at = 0;
  private last = -1;
  row: Row | undefined;

  constructor(database: Database) {
    this.database = database;
    this.read();
  }

  next(): void {
    this.at += 1;
    if (this.at < this.page.length) this.row = toRow(this.page[this.at]);
    else this.read();
  }

  private read(): void {
    this.at = 0;
    this.page = [];
    while (this.page.length === 0) {
      const end = this.database.get(
        'SELECT max(id) AS last FROM (SELECT id FROM messages WHERE id > ? ORDER BY id LIMIT ?)',
        [this.last, MESSAGES_AT_ONCE],
      )?.['last'];
      if (typeof end !== 'number' && typeof end !== 'bigint') break;
      this.page = this.database.all(
        `SELECT f.message, f.rule, max(f.rule_version) AS version, min(CASE f.severity ${RANK} END) AS rank, m.evidence, m.n
         FROM findings f JOIN messages m ON m.id = f.message
         WHERE f.message > ? AND f.message <= ?
         GROUP BY f.message, f.rule ORDER BY f.message, f.rule`,
        [this.last, Number(end)],
      );
      this.last = Number(end);
    }
    this.row = toRow(this.page[0]);
  }
}

function toRow(row: SqlRow | undefined): Row | undefined {
  return row === undefined
    ? undefined
    : {
        message: numberOf(row['message']),
        evidence: numberOf(row['evidence']),
        n: numberOf(row['n']),
        rule: textOf(row['rule']),
        version: numberOf(row['version']),
        severity: SEVERITIES[numberOf(row['rank'])] ?? 'info',
      };
}

function orderOf(a: Row | undefined, b: Row | undefined): number {
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
  return a.message - b.message || (a.rule < b.rule ? -1 : Number(a.rule > b.rule));
}

class Listing {
  private readonly rules = new Map<
    string,
    { recorded: number | null; current: number | null; added: number; gone: number }
  >();
  private readonly added: ChangedFinding[] = [];
  private readonly gone: ChangedFinding[] = [];
  private isCut = false;

  before(row: Row, isGone: boolean): void {
    const rule = this.rule(row.rule);
    rule.recorded = Math.max(rule.recorded ?? 0, row.version);
    if (!isGone) return;
    rule.gone += 1;
    this.list(this.gone, row);
  }

  now(row: Row, isNew: boolean): void {
    const rule = this.rule(row.rule);
    rule.current = Math.max(rule.current ?? 0, row.version);
    if (!isNew) return;
    rule.added += 1;
    this.list(this.added, row);
  }

  get result(): Omit<RuleSetChange, 'recorded' | 'current'> {
    const rules = [...this.rules]
      .map(([rule, { recorded, current, added, gone }]) => ({
        rule,
        recordedVersion: recorded,
        currentVersion: current,
        added,
        gone,
      }))
      .filter(
        ({ recordedVersion, currentVersion, added, gone }) => added + gone > 0 || recordedVersion !== currentVersion,
      )
      .sort((a, b) => (a.rule < b.rule ? -1 : 1));
    return { rules, added: this.added, gone: this.gone, isCut: this.isCut };
  }

  private rule(id: string) {
    const rule = this.rules.get(id) ?? { recorded: null, current: null, added: 0, gone: 0 };
    this.rules.set(id, rule);
    return rule;
  }

  private list(target: ChangedFinding[], { evidence, n, rule, severity }: Row): void {
    if (target.length < MAX_LISTED) target.push({ ref: refOf(evidence, n), rule, severity });
    else this.isCut = true;
  }
}
