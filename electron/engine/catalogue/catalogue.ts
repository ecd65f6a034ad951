/**
 * The catalogue: message table, findings and full-text search of a case, for lists and counts.
 *
 * Derived data: what it holds can be computed again from the vault at any time. It promises that a row it returns is
 * that of a message of the case; it does not promise to be complete before `completeCatalogue` has run.
 */
import { FailureError } from '../../../shared/contract/failure';
import type { MessageRow, MessageView, Origin } from '../../../shared/contract/model';
import type { QueryNode } from '../../../shared/search/ast';
import { parseQuery } from '../../../shared/search/query';
import type { CaseStore } from '../case/case-store';
import type { EvidenceView } from '../case/case-view';
import { messageCount } from '../case/selectors';
import { type CatalogueFile, openBeside, openOwn, openPrivate } from './catalogue-file';
import type { Database } from './database';
import { type RuleCount, readFindings, readRuleCounts, type StoredFinding } from './finding-rows';
import { parseEvidenceNumber, parseRef, rowId } from './message-id';
import { type Condition, conditionFor } from './query-sql';
import {
  type CompleteEntry,
  cameOf,
  type HeaderEntry,
  type IncompleteMessage,
  numberOf,
  rebuiltOf,
  textOf,
  toMessageRow,
} from './rows';
import { type RuleSetChange, type RuleSetSummary, readRuleSetChange, readRuleSetSummary } from './rule-set-change';
import { steadily } from './steadily';
import { viewIndexOf } from './view-index';
import { CatalogueWriter } from './writer';

export interface ListRequest {
  readonly query: string;
  readonly sort: 'ref' | 'received' | 'date' | 'from' | 'subject' | 'severity';
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

export interface MessageList {
  /** Messages that fit the query. */
  readonly total: number;
  /** Messages in the case. */
  readonly of: number;
  /** Of these, how many were read by their header only so far. */
  readonly reading: number;
  readonly rows: readonly MessageRow[];
}

/** Where a message's bytes lie. */
export interface MessageRange {
  readonly object: string;
  readonly offset: number;
  readonly length: number;
  readonly source: string;
  readonly origin: Origin;
  readonly parent: string | null;
  readonly rebuilt: MessageView['rebuilt'];
  readonly sha256: string;
  readonly contentSha256: string;
  /** Why its body was set aside when it was analysed; null when it was read. */
  readonly problem: string | null;
}

const SORT_COLUMN: Readonly<Record<ListRequest['sort'], string>> = {
  ref: 'm.id',
  received: 'm.received_ms',
  date: 'm.date_ms',
  from: 'm.sender COLLATE NOCASE',
  subject: 'm.subject COLLATE NOCASE',
  severity: 'm.weight',
};

const EVERYTHING: Condition = { sql: '1', values: [] };

/** Opens a case's catalogue, for writing where the case is open for writing. A damaged one is replaced by an empty one. */
export async function openCatalogue(store: CaseStore): Promise<Catalogue> {
  return new Catalogue(store, await openFile(store));
}

async function openFile(store: CaseStore): Promise<CatalogueFile> {
  const { derived } = store.paths;
  return store.readOnlyReason === null ? await openOwn(derived) : await openBeside(derived);
}

export class Catalogue {
  readonly #store: CaseStore;
  #file: CatalogueFile;

  constructor(store: CaseStore, file: CatalogueFile) {
    this.#store = store;
    this.#file = file;
    this.#dropUnfinished();
  }

  /** Whether rows can be written; beside another program that writes them they cannot. */
  get isWritable(): boolean {
    return this.#file.isWritable;
  }

  /** Evidence items whose messages are not all here, in order. */
  missing(): readonly EvidenceView[] {
    const done = this.#ask((file) => new Map(new CatalogueWriter(file.database).doneItems()));
    return this.#store.view.evidence.filter(({ number, messageList }) => done.get(number) !== messageList.sha256);
  }

  /** What the current rules find otherwise than those that this case was last analysed with. */
  async ruleSetChange(): Promise<RuleSetChange> {
    return await readRuleSetChange(this.#store.paths.derived, this.#file.database);
  }

  /** The same in numbers, for every opening. */
  async ruleSetSummary(): Promise<RuleSetSummary> {
    return await readRuleSetSummary(this.#store.paths.derived, this.#file.database, this.#file.isWritable);
  }

  /** Begins an evidence item: rows that it may have are removed, and until `finishEvidence` it counts as missing. */
  beginEvidence(number: string): void {
    this.#write((writer) => writer.begin(number));
  }

  /** Whether every message of the item is here by its header at least. */
  isListed({ number, messageList }: EvidenceView): boolean {
    return new CatalogueWriter(this.#file.database).isListed(number, messageList.sha256);
  }

  /** Adds messages by their headers; they can be listed and searched from here on. */
  insertHeaders(number: string, entries: readonly HeaderEntry[]): void {
    this.#write((writer) => writer.insertHeaders(parseEvidenceNumber(number), entries));
  }

  markListed({ number, messageList }: EvidenceView): void {
    this.#write((writer) => writer.markListed(number, messageList.sha256));
  }

  /** Messages after `after` (a row's id) of which only the header was read, in order. */
  incomplete(number: string, after: number, limit: number): readonly IncompleteMessage[] {
    return new CatalogueWriter(this.#file.database).incomplete(number, after, limit);
  }

  completeMessages(entries: readonly CompleteEntry[]): void {
    this.#write((writer) => writer.complete(entries));
  }

  /** Removes what an import left that came to nothing. */
  dropEvidence(number: string): void {
    this.#write((writer) => writer.drop(number));
  }

  finishEvidence({ number, messageList }: EvidenceView): void {
    this.#write((writer) => writer.finish(number, messageList.sha256, this.#store.view.head.hash));
  }

  /** @throws FailureError `bad-request` when the query cannot be understood */
  list(request: ListRequest): MessageList {
    const node = readQuery(request.query);
    const index = viewIndexOf(this.#store.view);
    const { sql, values } = node === undefined ? EVERYTHING : conditionFor(node, index);
    const column = SORT_COLUMN[request.sort];
    const direction = request.descending ? 'DESC' : 'ASC';
    // By the table's own order nothing is sorted: the first page of a large case comes at once.
    const order = request.sort === 'ref' ? `m.id ${direction}` : `${column} IS NULL, ${column} ${direction}, m.id`;
    const select = `SELECT m.* FROM messages m WHERE ${sql} ORDER BY ${order} LIMIT ? OFFSET ?`;
    return this.#ask(({ database }) => ({
      total: numberOf(database.get(`SELECT count(*) AS total FROM messages m WHERE ${sql}`, values)?.['total']),
      of: messageCount(this.#store.view) + this.#notReceived(database),
      reading: numberOf(database.get('SELECT count(*) AS n FROM messages WHERE complete = 0')?.['n']),
      rows: database.all(select, [...values, request.limit, request.offset]).map((row) => toMessageRow(row, index)),
    }));
  }

  row(ref: string): MessageRow | undefined {
    const row = this.#rowOf(ref);
    return row === undefined ? undefined : toMessageRow(row, viewIndexOf(this.#store.view));
  }

  range(ref: string): MessageRange | undefined {
    const row = this.#rowOf(ref);
    if (row === undefined) {
      return undefined;
    }
    const offset = numberOf(row['start']);
    return {
      object: textOf(row['object']),
      offset,
      length: numberOf(row['end']) - offset,
      source: textOf(row['source']),
      ...cameOf(row),
      rebuilt: rebuiltOf(row),
      sha256: textOf(row['sha256']),
      contentSha256: textOf(row['content_sha256']),
      problem: row['problem'] === null ? null : textOf(row['problem']),
    };
  }

  /** Findings in the order of messages, a bounded number at a time. */
  *findings(filter: { readonly ref?: string; readonly rule?: string } = {}): Generator<StoredFinding> {
    const only = filter.ref === undefined ? undefined : parseRef(filter.ref);
    if (filter.ref !== undefined && only === undefined) {
      return;
    }
    const limits = { message: only === undefined ? null : rowId(only.evidence, only.n), rule: filter.rule ?? null };
    let after: { readonly message: number; readonly place: number } | undefined = { message: -1, place: -1 };
    while (after !== undefined) {
      const from: { readonly message: number; readonly place: number } = after;
      const page = this.#ask(({ database }) => readFindings(database, limits, from));
      yield* page.findings;
      after = page.next;
    }
  }

  /** How many messages each rule fired in, most severe first. */
  ruleCounts(): readonly RuleCount[] {
    return this.#ask(({ database }) => readRuleCounts(database));
  }

  counts(): { readonly messages: number; readonly findings: number } {
    return this.#ask(({ database }) => ({
      messages: numberOf(database.get('SELECT count(*) AS n FROM messages')?.['n']),
      findings: numberOf(database.get('SELECT count(*) AS n FROM findings')?.['n']),
    }));
  }

  /** Goes over to a private database, for a reader whose case has nobody who completes its catalogue. */
  async leaveShared(): Promise<void> {
    await this.#file.close();
    this.#file = openPrivate();
  }

  /** Throws everything away; all evidence items are missing then. */
  async reset(): Promise<void> {
    if (!this.#file.isWritable) {
      await this.leaveShared();
    }
    this.#write((writer) => writer.clear());
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  /** Messages of an item that is being received now. */
  #notReceived(database: Database): number {
    const received = new Set(this.#store.view.evidence.map(({ number }) => number));
    const numbers = new CatalogueWriter(database).openItems().filter((number) => !received.has(number));
    return numbers.reduce((sum, number) => {
      const below = rowId(parseEvidenceNumber(number) + 1, 0);
      const last = database.get('SELECT evidence, n FROM messages WHERE id < ? ORDER BY id DESC LIMIT 1', [below]);
      return sum + (last?.['evidence'] === parseEvidenceNumber(number) ? numberOf(last['n']) : 0);
    }, 0);
  }

  #rowOf(ref: string) {
    const parsed = parseRef(ref);
    return parsed === undefined
      ? undefined
      : this.#ask(({ database }) =>
          database.get('SELECT m.* FROM messages m WHERE m.id = ?', [rowId(parsed.evidence, parsed.n)]),
        );
  }

  #ask<T>(read: (file: CatalogueFile) => T): T {
    return steadily(this.#file, read);
  }

  #write(work: (writer: CatalogueWriter) => void): void {
    work(new CatalogueWriter(this.#file.database));
  }

  /** Items that a killed session began, and items that the case does not have (any more). */
  #dropUnfinished(): void {
    if (this.#file.isWritable) {
      const lists = new Map(this.#store.view.evidence.map(({ number, messageList }) => [number, messageList.sha256]));
      this.#write((writer) => writer.dropUnfinished(lists));
    }
  }
}

function readQuery(text: string): QueryNode | undefined {
  const parsed = parseQuery(text);
  if (!parsed.ok) {
    throw new FailureError(
      'bad-request',
      `${parsed.problem.sentence} The list is as it was. Change the word, or put it in quotation marks.`,
    );
  }
  return parsed.node;
}
