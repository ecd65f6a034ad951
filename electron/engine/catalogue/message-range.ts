/** Where the bytes of a message lie, and those of the messages inside of it. */
import type { MessageView, Origin } from '../../../shared/contract/model';
import type { StoreFacts } from '../../../shared/contract/store-facts';
import { ENCLOSED_LIMITS } from '../ingest/enclosed/enclosed-message';
import type { Database, SqlRow } from './database';
import { refOf, rowId } from './message-id';
import { cameOf, numberOf, rebuiltOf, storeOf, textOf } from './rows';

/** Where a message's bytes lie. */
export interface MessageRange {
  readonly object: string;
  readonly offset: number;
  readonly length: number;
  readonly source: string;
  readonly origin: Origin;
  readonly parent: string | null;
  readonly rebuilt: MessageView['rebuilt'];
  /** What its mailbox keeps of it beside its bytes. */
  readonly store: StoreFacts | undefined;
  readonly sha256: string;
  readonly contentSha256: string;
  /** Why its body was set aside when it was analysed; null when it was read. */
  readonly problem: string | null;
}

/** A message inside another one. */
export interface EnclosedRange extends Pick<MessageRange, 'object' | 'offset' | 'sha256'> {
  readonly ref: string;
}

export function rangeOf(row: SqlRow): MessageRange {
  const offset = numberOf(row['start']);
  return {
    object: textOf(row['object']),
    offset,
    length: numberOf(row['end']) - offset,
    source: textOf(row['source']),
    ...cameOf(row),
    rebuilt: rebuiltOf(row),
    store: storeOf(row),
    sha256: textOf(row['sha256']),
    contentSha256: textOf(row['content_sha256']),
    problem: row['problem'] === null ? null : textOf(row['problem']),
  };
}

/** The messages inside of this one, at all depths: they follow it in its evidence item. */
export function readEnclosed(
  database: Database,
  { evidence, n }: { readonly evidence: number; readonly n: number },
): readonly EnclosedRange[] {
  const id = rowId(evidence, n);
  const sql =
    'SELECT n, parent, object, start, sha256 FROM messages WHERE id > ? AND id <= ? AND parent >= ? ORDER BY id';
  const rows = database.all(sql, [id, id + ENCLOSED_LIMITS.messages, n]);
  const inside = new Set([n]);
  return rows
    .filter((row) => inside.has(numberOf(row['parent'])) && inside.add(numberOf(row['n'])))
    .map((row) => ({
      ref: refOf(evidence, numberOf(row['n'])),
      object: textOf(row['object']),
      offset: numberOf(row['start']),
      sha256: textOf(row['sha256']),
    }));
}
