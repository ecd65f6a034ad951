/**
 * The catalogue: message table, findings and full-text search of a case, for lists and counts.
 *
 * Derived data: what it holds can be computed again from the vault at any time. It promises that a row it returns is
 * that of a message of the case; it does not promise to be complete before `completeCatalogue` has run.
 */

import type { TraitTable } from '../../../shared/analysis/across/trait-table';
import { FailureError } from '../../../shared/contract/failure';
import type { MessageRow } from '../../../shared/contract/model';
import type { Input } from '../../../shared/contract/requests';
import type { QueryNode } from '../../../shared/search/ast';
import { parseQuery } from '../../../shared/search/query';
import type { CaseStore } from '../case/case-store';
import type { EvidenceView } from '../case/case-view';
import { messageCount } from '../case/selectors';
import { CaseTraits } from './case-traits';
import { type CatalogueFile, openBeside, openOwn, openPrivate } from './catalogue-file';
import type { Database } from './database';
import { FindingRevision } from './finding-revision';
import {
  type FindingCounts,
  type RuleCount,
  readFindingCounts,
  readFindings,
  readObserved,
  readRuleCountsAmong,
  type StoredFinding,
} from './finding-rows';
import { keepCounts, readKeptCounts } from './kept-counts';
import { statementsFor } from './list-sql';
import { idsOf, parseEvidenceNumber, parseRef, rowId } from './message-id';
import { type EnclosedRange, type MessageRange, rangeOf, readEnclosed } from './message-range';
import { type EvidenceCount, type OverviewCounts, readOverview, readWholeOverview } from './overview';
import { conditionFor, NOTHING_RELATED, type Related } from './query-sql';
import { type CompleteEntry, type HeaderEntry, type IncompleteMessage, numberOf, toMessageRow } from './rows';
import { type RuleSetChange, type RuleSetSummary, readRuleSetChange, readRuleSetSummary } from './rule-set-change';
import { type Sender, sendersBeginning } from './senders';
import { steadily } from './steadily';
import { viewIndexOf } from './view-index';
import { CatalogueWriter } from './writer';

export type ListRequest = Input<'messages:list'>;

export interface MessageList {
  /** Messages that fit the query. */
  readonly total: number;
  /** Messages in the case. */
  readonly of: number;
  /** Of these, how many were read by their header only so far. */
  readonly reading: number;
  readonly rows: readonly MessageRow[];
}

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
  #findingCounts: FindingCounts | null = null;
  readonly #traits = new CaseTraits();
  /** By what knowledge of the case the findings stand, and their revision. */
  readonly revision: FindingRevision;

  constructor(store: CaseStore, file: CatalogueFile) {
    this.#store = store;
    this.#file = file;
    this.revision = new FindingRevision(
      () => this.#file,
      () => {
        this.#findingCounts = null;
      },
    );
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

  /** Lets others have their turn while it writes; one call at a time. */
  async completeMessages(entries: readonly CompleteEntry[]): Promise<void> {
    try {
      await new CatalogueWriter(this.#file.database).complete(entries);
    } finally {
      // Whoever asked meanwhile counted what was half written.
      this.#findingCounts = null;
    }
  }

  /** Removes what an import left that came to nothing. */
  dropEvidence(number: string): void {
    this.#write((writer) => writer.drop(number));
  }

  finishEvidence({ number, messageList }: EvidenceView): void {
    this.#write((writer) => writer.finish(number, messageList.sha256, this.#store.view.head.hash));
  }

  /**
   * @param related by a search that may ask for relations (`session/related-to.ts`)
   * @throws FailureError `bad-request` when the query cannot be understood
   */
  list(request: ListRequest, related: Related = NOTHING_RELATED): MessageList {
    const node = readQuery(request.query);
    const index = viewIndexOf(this.#store.view);
    return this.#ask(({ database }) => {
      const of = this.#listed(database);
      const reading = readingCount(database);
      const { count, page } = statementsFor(node, { ...index, related }, request, reading > 0);
      const total = count === null ? this.#held(database) : numberOf(database.get(count.sql, count.values)?.['total']);
      const { sql, values } = page(total, of);
      return { total, of, reading, rows: database.all(sql, values).map((row) => toMessageRow(row, index)) };
    });
  }

  /** How many messages fit. @throws FailureError `bad-request` when the query cannot be understood */
  count(query: string, related: Related = NOTHING_RELATED): number {
    return this.list({ query, sort: 'ref', descending: false, offset: 0, limit: 0 }, related).total;
  }

  /** What the pictures of the case are drawn from. @throws FailureError `bad-request` when the query cannot be understood */
  overview(query: string, related: Related = NOTHING_RELATED): OverviewCounts {
    const node = readQuery(query);
    const index = viewIndexOf(this.#store.view);
    return this.#ask(({ database }) =>
      node === undefined
        ? readWholeOverview(database, this.#heldByItem(database))
        : readOverview(database, conditionFor(node, { ...index, related }, readingCount(database) > 0)),
    );
  }

  /** Addresses and domains of senders that begin so, the most frequent first. */
  senders(start: string, limit: number): readonly Sender[] {
    return this.#ask(({ database }) => sendersBeginning(database, start, limit));
  }

  /** What the messages share that were read whole so far. */
  async traits(): Promise<TraitTable> {
    return await this.#traits.table(this.#file);
  }

  /** Messages of which only the header was read so far. */
  readingCount(): number {
    return this.#ask(({ database }) => readingCount(database));
  }

  row(ref: string): MessageRow | undefined {
    const row = this.#rowOf(ref);
    return row === undefined ? undefined : toMessageRow(row, viewIndexOf(this.#store.view));
  }

  range(ref: string): MessageRange | undefined {
    const row = this.#rowOf(ref);
    return row === undefined ? undefined : rangeOf(row);
  }

  /** The messages inside of this one, at all depths. */
  enclosedIn(ref: string): readonly EnclosedRange[] {
    const outer = parseRef(ref);
    return outer === undefined ? [] : this.#ask(({ database }) => readEnclosed(database, outer));
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

  /** How many findings there are, and how many messages each rule fired in. Kept until findings change: every act asks again. */
  findingCounts(): FindingCounts {
    const counts =
      this.#findingCounts ?? this.#ask(({ database }) => readKeptCounts(database) ?? readFindingCounts(database));
    this.#findingCounts = this.#file.isWritable ? counts : null;
    return counts;
  }

  /** The same of these messages alone. */
  ruleCountsAmong(refs: readonly string[]): readonly RuleCount[] {
    return this.#ask(({ database }) => readRuleCountsAmong(database, idsOf(refs)));
  }

  /** In which of these messages a rule fired, and in which version. */
  observedIn(
    rule: string,
    refs: readonly string[],
  ): { readonly refs: readonly string[]; readonly ruleVersion: number } {
    return this.#ask(({ database }) => readObserved(database, rule, idsOf(refs)));
  }

  /** Evidence that is being received now, with the messages that are listed of it. */
  coming(): readonly EvidenceCount[] {
    return this.#ask(({ database }) => this.#comingOf(database));
  }

  /** Messages that the list is of: those of the case, and those of evidence that is being received now. */
  listedCount(): number {
    return this.#ask(({ database }) => this.#listed(database));
  }

  /** Messages in the table. */
  messageCount(): number {
    return this.#ask(({ database }) => numberOf(database.get('SELECT count(*) AS n FROM messages')?.['n']));
  }

  /** Goes over to a private database, for a reader whose case has nobody who completes its catalogue. */
  async leaveShared(): Promise<void> {
    await this.#file.close();
    this.#file = openPrivate();
    this.#findingCounts = null;
  }

  /** Throws everything away; all evidence items are missing then. */
  async reset(): Promise<void> {
    if (!this.#file.isWritable) {
      await this.leaveShared();
    }
    this.#write((writer) => writer.clear());
  }

  async close(): Promise<void> {
    this.#keepCounts();
    await this.#file.close();
  }

  #keepCounts(): void {
    try {
      if (this.#findingCounts !== null) {
        keepCounts(this.#file.database, this.#findingCounts);
      }
    } catch {
      // Such as on a full disk: they are counted anew at the next opening.
    }
  }

  /** Items that are being received now. */
  #notReceived(database: Database): readonly string[] {
    const received = new Set(this.#store.view.evidence.map(({ number }) => number));
    return new CatalogueWriter(database).openItems().filter((number) => !received.has(number));
  }

  #comingOf(database: Database): readonly EvidenceCount[] {
    return this.#notReceived(database).map((evidence) => ({ evidence, messages: heldOf(database, evidence) }));
  }

  #listed(database: Database): number {
    return this.#comingOf(database).reduce((sum, { messages }) => sum + messages, messageCount(this.#store.view));
  }

  /** Messages of each item that are in the table, without counting row by row. */
  #heldByItem(database: Database): readonly EvidenceCount[] {
    const received = this.#store.view.evidence.map(({ number: evidence }) => ({
      evidence,
      messages: heldOf(database, evidence),
    }));
    return [...received, ...this.#comingOf(database)];
  }

  /** All messages that are in the table. */
  #held(database: Database): number {
    return this.#heldByItem(database).reduce((sum, { messages }) => sum + messages, 0);
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
    this.#findingCounts = null;
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

/** Messages of which only the header was read so far. */
function readingCount(database: Database): number {
  return numberOf(database.get('SELECT count(*) AS n FROM messages WHERE complete = 0')?.['n']);
}

/** Rows of an item: they are written in the order of their numbers, 1, 2, …, so that the last one says how many there are. */
function heldOf(database: Database, number: string): number {
  const evidence = parseEvidenceNumber(number);
  const last = database.get('SELECT evidence, n FROM messages WHERE id < ? ORDER BY id DESC LIMIT 1', [
    rowId(evidence + 1, 0),
  ]);
  return last?.['evidence'] === evidence ? numberOf(last['n']) : 0;
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
