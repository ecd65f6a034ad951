/**
 * Counts of a case's findings, kept in its catalogue from one opening to the next: at 100,000 messages counting takes longer
 * than all the rest of an opening. Whatever writes findings drops them in the same transaction.
 */
import * as z from 'zod/mini';
import { SEVERITIES } from '../../../shared/analysis/rule';
import type { Database } from './database';
import type { FindingCounts } from './finding-rows';
import { textOf } from './rows';

const KEY = 'finding-counts';
const countsSchema = z.object({
  findings: z.number(),
  rules: z.array(z.object({ rule: z.string(), severity: z.enum(SEVERITIES), messages: z.number() })),
});

/** Undefined where findings changed since they were counted last. */
export function readKeptCounts(database: Database): FindingCounts | undefined {
  const kept = database.get('SELECT value FROM meta WHERE key = ?', [KEY])?.['value'];
  return kept === undefined ? undefined : readCounts(textOf(kept));
}

/** Undefined where they cannot be read: they are counted anew. */
function readCounts(text: string): FindingCounts | undefined {
  try {
    return countsSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Writes nothing where these are kept already: `counts` come from this database as it is now. */
export function keepCounts(database: Database, counts: FindingCounts): void {
  if (readKeptCounts(database) === undefined) {
    database.transaction(() =>
      database.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', [KEY, JSON.stringify(counts)]),
    );
  }
}

/** Inside of the transaction that writes findings. */
export function dropKeptCounts(database: Database): void {
  database.run('DELETE FROM meta WHERE key = ?', [KEY]);
}
