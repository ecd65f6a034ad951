/**
 * What the messages of a case can share, by the lot in which their rows are written: one row for some hundred messages,
 * which costs next to nothing while evidence is taken in. The index over it is made in memory when it is asked for.
 */
import type { Came } from '../../../shared/analysis/across/member';
import { packTraits } from '../../../shared/analysis/across/trait-table';
import type { Database } from './database';
import { rowId } from './message-id';
import type { CompleteEntry } from './rows';
import { numberOf, textOf } from './rows';

export const TRAITS_SCHEMA = `
  CREATE TABLE traits (
    -- The lot's first message.
    first INTEGER PRIMARY KEY,
    messages INTEGER NOT NULL,
    -- Numbers of 64 bits, as this computer writes them: see shared/analysis/across/trait-table.ts.
    packed BLOB NOT NULL
  );
  -- Few messages came otherwise than as they are.
  CREATE INDEX messages_made ON messages (id) WHERE origin <> 'acquired';
`;

const LOTS_AT_ONCE = 20;
const ORIGINS = ['acquired', 'rebuilt', 'enclosed', 'transcribed'] as const satisfies readonly Came[];

/** Adds the traits of messages of one evidence item, in their order; inside the transaction that writes their rows. */
export function addTraits(database: Database, entries: readonly CompleteEntry[]): void {
  const rows = entries.map(({ id, analysed: { dateMs, receivedMs, traits } }) => ({ id, dateMs, receivedMs, traits }));
  const [first] = rows;
  if (first !== undefined) {
    const packed = packTraits(rows);
    const bytes = new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength);
    database.run('INSERT INTO traits (first, messages, packed) VALUES (?, ?, ?)', [first.id, rows.length, bytes]);
  }
}

export function removeTraits(database: Database, evidence: number): void {
  database.run('DELETE FROM traits WHERE first >= ? AND first < ?', [rowId(evidence, 0), rowId(evidence + 1, 0)]);
}

/** Another text whenever traits were added or removed. */
export function traitsMark(database: Database): string {
  const row = database.get('SELECT count(*) AS lots, total(messages) AS messages, max(first) AS last FROM traits');
  return JSON.stringify([row?.['lots'], row?.['messages'], row?.['last']].map(numberOf));
}

/** Some lots after a message, in order; none at the end. */
export function readLots(
  database: Database,
  after: number,
): { readonly chunks: readonly Float64Array[]; readonly last: number } {
  const rows = database.all('SELECT first, packed FROM traits WHERE first > ? ORDER BY first LIMIT ?', [
    after,
    LOTS_AT_ONCE,
  ]);
  return { chunks: rows.map(({ packed }) => numbersOf(packed)), last: numberOf(rows.at(-1)?.['first']) };
}

/** How messages came that did not come as they are. */
export function readOrigins(database: Database): ReadonlyMap<number, Came> {
  const rows = database.all(`SELECT id, origin FROM messages WHERE origin <> 'acquired'`);
  return new Map(rows.map(({ id, origin }) => [numberOf(id), cameAs(textOf(origin))]));
}

function cameAs(origin: string): Came {
  return ORIGINS.find((known) => known === origin) ?? 'acquired';
}

/** A copy: numbers have to lie at a place that 8 divides. */
function numbersOf(packed: unknown): Float64Array {
  return packed instanceof Uint8Array ? new Float64Array(packed.slice().buffer) : new Float64Array();
}
