/** From the database's rows to the contract's, and from an analysed message to the database's values. */
import type { Finding } from '../../../shared/analysis/rule';
import {
  type FindingCounts,
  type MessageRow,
  type MessageView,
  originSchema,
  rebuiltSchema,
} from '../../../shared/contract/model';
import { type StoreFacts, storeFactsSchema } from '../../../shared/contract/store-facts';
import type { ListedMessage } from '../ingest/listing';
import type { AnalysedMessage, HeaderFacts } from '../message/analysed-message';
import type { SqlRow, SqlValue } from './database';
import { refOf, rowId } from './message-id';
import type { ViewIndex } from './view-index';

/** A message as the list of its evidence item has it, with what its header says. */
export interface HeaderEntry {
  readonly listed: ListedMessage;
  readonly header: HeaderFacts;
}

/** A message of the table with what was read in it. */
export interface CompleteEntry {
  readonly id: number;
  readonly analysed: AnalysedMessage;
}

/** A message of the table that is to be read: where it lies, and what its mailbox keeps of it. */
export interface IncompleteMessage {
  readonly id: number;
  readonly object: string;
  readonly offset: number;
  readonly length: number;
  readonly store: StoreFacts | undefined;
}

/** What is written when a message was read whole; in the order of `completeValues`. */
export const COMPLETE_COLUMNS = [
  'date_ms',
  'received_ms',
  'time_ms',
  'sender',
  'recipient',
  'subject',
  'message_id',
  'attachments',
  'proof',
  'high',
  'medium',
  'low',
  'info',
  'weight',
  'problem',
  'complete',
] as const;

/** Where a message lies and how it came, then what is read in it; in the order of `headerValues`. */
export const MESSAGE_COLUMNS = [
  'id',
  'evidence',
  'n',
  'source',
  'origin',
  'parent',
  'rebuilt',
  'store',
  'object',
  'start',
  '"end"',
  'sha256',
  'content_sha256',
  ...COMPLETE_COLUMNS,
] as const;

export function headerValues(evidence: number, { listed, header }: HeaderEntry): readonly SqlValue[] {
  const { n, object, offset, length, sha256, contentSha256 } = listed;
  const rebuilt = listed.rebuilt === undefined ? null : JSON.stringify(listed.rebuilt);
  const store = listed.store === undefined ? null : JSON.stringify(listed.store);
  const came = [listed.origin ?? 'acquired', listed.parent ?? null, rebuilt, store];
  const where = [rowId(evidence, n), evidence, n, listed.source, ...came, object, offset, offset + length];
  return [...where, sha256, contentSha256, ...headerColumns(header), 0, 0, 0, 0, 0, 0, 0, null, 0];
}

/** Columns that follow from the findings; in the order of `weightValues`. */
export const FINDING_COLUMNS = ['proof', 'high', 'medium', 'low', 'info', 'weight'] as const;

export function weightValues(findings: readonly Finding[]): readonly SqlValue[] {
  const counts = countFindings(findings);
  const { proof, high, medium, low, info } = counts;
  return [proof, high, medium, low, info, weightOf(counts)];
}

export function completeValues({ id, analysed }: CompleteEntry): readonly SqlValue[] {
  const found = [analysed.attachments, ...weightValues(analysed.findings), analysed.problem];
  return [...headerColumns(analysed), ...found, 1, id];
}

function headerColumns({ dateMs, receivedMs, from, to, subject, messageId }: HeaderFacts): readonly SqlValue[] {
  return [dateMs, receivedMs, receivedMs ?? dateMs, from, to, subject, messageId];
}

function countFindings(findings: readonly Finding[]): FindingCounts {
  const counts = { proof: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of findings) {
    counts[severity] += 1;
  }
  return counts;
}

/** One number that orders messages by their most severe findings, then by how many there are. */
function weightOf({ proof, high, medium, low, info }: FindingCounts): number {
  return [proof, high, medium, low, info].reduce((sum, count) => sum * 100 + Math.min(count, 99), 0);
}

export function toMessageRow(row: SqlRow, index: ViewIndex): MessageRow {
  const ref = refOf(numberOf(row['evidence']), numberOf(row['n']));
  return {
    ref,
    source: textOf(row['source']),
    ...cameOf(row),
    sha256: textOf(row['sha256']),
    contentSha256: textOf(row['content_sha256']),
    date: isoOf(row['date_ms']),
    received: isoOf(row['received_ms']),
    from: textOf(row['sender']),
    to: textOf(row['recipient']),
    subject: textOf(row['subject']),
    messageId: textOf(row['message_id']),
    bytes: numberOf(row['end']) - numberOf(row['start']),
    attachments: numberOf(row['attachments']),
    complete: numberOf(row['complete']) === 1,
    findings: countsOf(row),
    assessed: index.assessed(ref),
    annotations: index.annotations(ref),
    tags: [...index.tags(ref)],
    exhibit: index.exhibit(ref),
    campaign: null,
  };
}

/** How a message came, and in which one it is enclosed. */
export function cameOf(row: SqlRow): Pick<MessageRow, 'origin' | 'parent'> {
  const parent = row['parent'];
  return {
    origin: originSchema.parse(row['origin']),
    parent: parent === null ? null : refOf(numberOf(row['evidence']), numberOf(parent)),
  };
}

export function rebuiltOf(row: SqlRow): MessageView['rebuilt'] {
  const text = row['rebuilt'];
  return typeof text === 'string' ? rebuiltSchema.parse(JSON.parse(text)) : null;
}

/** A message of which only the header was read, or that is to be looked at again. */
export function placeOf(row: SqlRow): IncompleteMessage {
  const offset = numberOf(row['start']);
  const length = numberOf(row['end']) - offset;
  return { id: numberOf(row['id']), object: textOf(row['object']), offset, length, store: storeOf(row) };
}

/** The columns that `placeOf` reads. */
export const PLACE_COLUMNS = 'id, object, start, "end", store';

export function storeOf(row: SqlRow): StoreFacts | undefined {
  const text = row['store'];
  return typeof text === 'string' ? storeFactsSchema.parse(JSON.parse(text)) : undefined;
}

function countsOf(row: SqlRow): FindingCounts {
  return {
    proof: numberOf(row['proof']),
    high: numberOf(row['high']),
    medium: numberOf(row['medium']),
    low: numberOf(row['low']),
    info: numberOf(row['info']),
  };
}

export function numberOf(value: unknown): number {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : 0;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** ISO 8601 in UTC; null for none and for instants that no calendar has. */
export function isoOf(value: unknown): string | null {
  if (value === null || value === undefined) {
    return null;
  }
  const time = new Date(numberOf(value));
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
