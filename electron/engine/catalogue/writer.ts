/** Writing rows: whole batches in transactions, and marks by which unfinished work is recognised. */
import { searchableText } from '../../../shared/search/searchable-text';
import type { Database } from './database';
import { addDelays, removeDelays } from './host-delays';
import { dropKeptCounts } from './kept-counts';
import { evidenceOfRow, parseEvidenceNumber, rowId } from './message-id';
import {
  COMPLETE_COLUMNS,
  type CompleteEntry,
  completeValues,
  type HeaderEntry,
  headerValues,
  type IncompleteMessage,
  MESSAGE_COLUMNS,
  PLACE_COLUMNS,
  placeOf,
} from './rows';
import { SEARCH_COLUMNS } from './schema';
import { addSenders, removeSenders } from './senders';
import { addTraits, removeTraits } from './traits';

const STEP_ROWS = 32;
const DONE = 'done:';
const OPEN = 'open:';

const INSERT_MESSAGE = insertInto('messages', MESSAGE_COLUMNS);
const COMPLETE_MESSAGE = `UPDATE messages SET ${COMPLETE_COLUMNS.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`;
const INCOMPLETE = `SELECT ${PLACE_COLUMNS} FROM messages WHERE complete = 0 AND id > ? AND id < ? ORDER BY id LIMIT ?`;
const INSERT_FINDING = insertInto('findings', [
  'message',
  'place',
  'rule',
  'rule_version',
  'severity',
  'spans',
  'summary',
]);
/** The body comes as UTF-8 bytes: the library converts strings letter by letter, bytes it copies. */
const INSERT_SEARCH = `INSERT INTO search (rowid, ${SEARCH_COLUMNS.join(', ')}) VALUES (${['rowid', ...SEARCH_COLUMNS]
  .map((name) => (name === 'body' ? 'CAST(? AS TEXT)' : '?'))
  .join(', ')})`;

const INSERT_HEADER = 'INSERT INTO headers (rowid, words) VALUES (?, CAST(? AS TEXT))';

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

  insertHeaders(evidence: number, entries: readonly HeaderEntry[]): void {
    this.#db.transaction(() => {
      for (const entry of entries) {
        this.#db.run(INSERT_MESSAGE, headerValues(evidence, entry));
      }
    });
  }

  /** Every message of the item is in the table by its header: what is missing is in `incomplete`. */
  markListed(number: string, list: string): void {
    this.#db.transaction(() => this.#setMark(OPEN + number, list));
  }

  isListed(number: string, list: string): boolean {
    return this.#marks(OPEN).some(([open, value]) => open === number && value === list);
  }

  openItems(): readonly string[] {
    return this.#marks(OPEN).map(([number]) => number);
  }

  incomplete(number: string, after: number, limit: number): readonly IncompleteMessage[] {
    const evidence = parseEvidenceNumber(number);
    const from = Math.max(after, rowId(evidence, 0));
    return this.#db.all(INCOMPLETE, [from, rowId(evidence + 1, 0), limit]).map(placeOf);
  }

  /** In one transaction, a few rows at a time: threads that have finished a batch get their next one meanwhile. */
  async complete(entries: readonly CompleteEntry[]): Promise<void> {
    await this.#db.inSteps(this.#steps(entries));
  }

  *#steps(entries: readonly CompleteEntry[]): Generator<() => void> {
    for (let at = 0; at < entries.length; at += STEP_ROWS) {
      yield () => {
        dropKeptCounts(this.#db);
        for (const entry of entries.slice(at, at + STEP_ROWS)) {
          this.#completeOne(entry);
        }
      };
    }
    const [first] = entries;
    if (first !== undefined) {
      // One fill completes the messages of one item.
      const evidence = evidenceOfRow(first.id);
      const delays = entries.flatMap(({ analysed }) => analysed.delays);
      const senders = entries.flatMap(({ analysed }) => analysed.senders);
      yield () => addDelays(this.#db, evidence, delays);
      yield () => addSenders(this.#db, evidence, senders);
      yield () => addTraits(this.#db, entries);
    }
  }

  drop(number: string): void {
    this.#db.transaction(() => {
      this.#removeRows(number);
      this.#db.run('DELETE FROM meta WHERE key IN (?, ?)', [OPEN + number, DONE + number]);
    });
  }

  finish(number: string, list: string, head: string): void {
    this.#db.transaction(() => {
      this.#db.run('DELETE FROM meta WHERE key = ?', [OPEN + number]);
      this.#setMark(DONE + number, list);
      this.#setMark('head', head);
    });
  }

  /** Removes the rows of items that were not listed to their end, or that the case does not know; `lists` by number. */
  dropUnfinished(lists: ReadonlyMap<string, string>): void {
    const open = this.#marks(OPEN).filter(([number, list]) => list === '' || lists.get(number) !== list);
    const unknown = this.#marks(DONE).filter(([number]) => !lists.has(number));
    for (const [number] of [...open, ...unknown]) {
      this.drop(number);
    }
  }

  clear(): void {
    this.dropUnfinished(new Map());
  }

  #completeOne(entry: CompleteEntry): void {
    const { id } = entry;
    const { findings, search, subject } = entry.analysed;
    this.#db.run(COMPLETE_MESSAGE, completeValues(entry));
    for (const [place, finding] of findings.entries()) {
      const { rule, ruleVersion, severity, spans, summary } = finding;
      this.#db.run(INSERT_FINDING, [id, place, rule, ruleVersion, severity, JSON.stringify(spans), summary]);
    }
    this.#db.run(INSERT_SEARCH, [id, search.from, search.to, searchableText(subject), search.body, search.trace]);
    this.#db.run(INSERT_HEADER, [id, search.header]);
  }

  #removeRows(number: string): void {
    const evidence = parseEvidenceNumber(number);
    const range = [rowId(evidence, 0), rowId(evidence + 1, 0)];
    dropKeptCounts(this.#db);
    this.#db.run('DELETE FROM findings WHERE message >= ? AND message < ?', range);
    const read = 'SELECT id FROM messages WHERE id >= ? AND id < ? AND complete = 1';
    this.#db.run(`DELETE FROM search WHERE rowid IN (${read})`, range);
    this.#db.run(`DELETE FROM headers WHERE rowid IN (${read})`, range);
    this.#db.run('DELETE FROM messages WHERE id >= ? AND id < ?', range);
    removeDelays(this.#db, evidence);
    removeSenders(this.#db, evidence);
    removeTraits(this.#db, evidence);
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
