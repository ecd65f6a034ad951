/** Writing rows: whole batches in transactions, and marks by which unfinished work is recognised. */
import type { Database } from './database';
import { parseEvidenceNumber, rowId } from './message-id';
import { type CatalogueEntry, MESSAGE_COLUMNS, messageValues } from './rows';
import { SEARCH_COLUMNS } from './schema';

const DONE = 'done:';
const OPEN = 'open:';

const INSERT_MESSAGE = insertInto('messages', MESSAGE_COLUMNS);
const INSERT_FINDING = insertInto('findings', [
  'message',
  'place',
  'rule',
  'rule_version',
  'severity',
  'spans',
  'summary',
]);
const INSERT_SEARCH = insertInto('search', ['rowid', ...SEARCH_COLUMNS]);

export class CatalogueWriter {
  readonly #db: Database;

  constructor(database: Database) {
    this.#db = database;
  }

  /** Evidence numbers whose rows are complete, with the hash of the list that they were made from. */
  doneItems(): readonly (readonly [string, string])[] {
    return this.#marks(DONE);
  }

  begin(number: string): void {
    this.#db.transaction(() => {
      this.#removeRows(number);
      this.#db.run('DELETE FROM meta WHERE key = ?', [DONE + number]);
      this.#setMark(OPEN + number, '');
    });
  }

  insert(evidence: number, entries: readonly CatalogueEntry[]): void {
    this.#db.transaction(() => {
      for (const entry of entries) {
        this.#insertOne(evidence, entry);
      }
    });
  }

  finish(number: string, list: string, head: string): void {
    this.#db.transaction(() => {
      this.#db.run('DELETE FROM meta WHERE key = ?', [OPEN + number]);
      this.#setMark(DONE + number, list);
      this.#setMark('head', head);
    });
  }

  /** Removes the rows of items that were begun only, or that the case does not know. */
  dropUnfinished(known: ReadonlySet<string>): void {
    const open = this.#marks(OPEN).map(([number]) => number);
    const unknown = this.#marks(DONE).flatMap(([number]) => (known.has(number) ? [] : [number]));
    for (const number of [...open, ...unknown]) {
      this.#db.transaction(() => {
        this.#removeRows(number);
        this.#db.run('DELETE FROM meta WHERE key IN (?, ?)', [OPEN + number, DONE + number]);
      });
    }
  }

  clear(): void {
    this.dropUnfinished(new Set());
  }

  #insertOne(evidence: number, entry: CatalogueEntry): void {
    const id = rowId(evidence, entry.listed.n);
    const { findings, search, subject } = entry.analysed;
    this.#db.run(INSERT_MESSAGE, messageValues(evidence, entry));
    for (const [place, finding] of findings.entries()) {
      const { rule, ruleVersion, severity, spans, summary } = finding;
      this.#db.run(INSERT_FINDING, [id, place, rule, ruleVersion, severity, JSON.stringify(spans), summary]);
    }
    this.#db.run(INSERT_SEARCH, [id, search.from, search.to, subject, search.body, search.trace]);
  }

  #removeRows(number: string): void {
    const evidence = parseEvidenceNumber(number);
    const range = [rowId(evidence, 0), rowId(evidence + 1, 0)];
    this.#db.run('DELETE FROM findings WHERE message >= ? AND message < ?', range);
    this.#db.run('DELETE FROM search WHERE rowid IN (SELECT id FROM messages WHERE id >= ? AND id < ?)', range);
    this.#db.run('DELETE FROM messages WHERE id >= ? AND id < ?', range);
  }

  #marks(prefix: string): readonly (readonly [string, string])[] {
    const rows = this.#db.all('SELECT key, value FROM meta WHERE key GLOB ?', [`${prefix}*`]);
    return rows.map(({ key, value }) => [String(key).slice(prefix.length), String(value)] as const);
  }

  #setMark(key: string, value: string): void {
    this.#db.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', [key, value]);
  }
}

function insertInto(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}
