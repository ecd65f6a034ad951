/** What the messages of a case tell about the clocks of hosts: delays by host, neighbour and month, counted while rows are written. */
import * as z from 'zod/mini';
import type { HostClock } from '../../../shared/analysis/case-context';
import { type DelayCounts, estimateClocks, type HopDelay } from '../../../shared/analysis/route-clocks';
import type { Database, SqlRow } from './database';
import { numberOf, textOf } from './rows';

export const HOST_DELAYS_SCHEMA = `
  CREATE TABLE host_delays (
    evidence INTEGER NOT NULL,
    own INTEGER NOT NULL,
    month INTEGER NOT NULL,
    host TEXT NOT NULL,
    neighbour TEXT NOT NULL,
    -- JSON: pairs of seconds and how often they were seen.
    counts TEXT NOT NULL,
    PRIMARY KEY (evidence, own, month, host, neighbour)
  ) WITHOUT ROWID;
`;

/** Different delays that are kept of one pair in one month; further ones are left out. */
const MOST_DELAYS = 400;
const countsSchema = z.array(z.tuple([z.number(), z.number()]));

const READ =
  'SELECT counts FROM host_delays WHERE evidence = ? AND own = ? AND month = ? AND host = ? AND neighbour = ?';
const WRITE =
  'INSERT OR REPLACE INTO host_delays (evidence, own, month, host, neighbour, counts) VALUES (?, ?, ?, ?, ?, ?)';

/** Adds the delays of messages of one evidence item; inside the transaction that writes their rows. */
export function addDelays(database: Database, evidence: number, delays: readonly HopDelay[]): void {
  const groups = new Map<string, HopDelay[]>();
  for (const delay of delays) {
    const key = JSON.stringify([delay.own, delay.month, delay.host, delay.neighbour]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [delay]);
    else group.push(delay);
  }
  for (const group of groups.values()) {
    addGroup(database, evidence, group);
  }
}

function addGroup(database: Database, evidence: number, group: readonly HopDelay[]): void {
  const [first] = group;
  if (first === undefined) {
    return;
  }
  const key = [evidence, first.own ? 1 : 0, first.month, first.host, first.neighbour];
  const row = database.get(READ, key);
  const counts = new Map(row === undefined ? [] : countsOf(row));
  for (const { seconds } of group) {
    const known = counts.get(seconds);
    if (known !== undefined || counts.size < MOST_DELAYS) {
      counts.set(seconds, (known ?? 0) + 1);
    }
  }
  database.run(WRITE, [...key, JSON.stringify([...counts])]);
}

export function removeDelays(database: Database, evidence: number): void {
  database.run('DELETE FROM host_delays WHERE evidence = ?', [evidence]);
}

/** The clocks that were wrong, by everything that the catalogue holds. */
export function estimateCaseClocks(database: Database): readonly HostClock[] {
  return estimateClocks(database.all('SELECT own, month, host, neighbour, counts FROM host_delays').map(toCounts));
}

function toCounts(row: SqlRow): DelayCounts {
  return {
    own: numberOf(row['own']) === 1,
    month: numberOf(row['month']),
    host: textOf(row['host']),
    neighbour: textOf(row['neighbour']),
    counts: new Map(countsOf(row)),
  };
}

function countsOf(row: SqlRow): readonly (readonly [number, number])[] {
  return countsSchema.parse(JSON.parse(textOf(row['counts'])));
}
