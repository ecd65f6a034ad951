/** Who sent the messages of a case: addresses and their domains with counts, for suggestions while a search is typed. */
import type { Database } from './database';
import { numberOf, textOf } from './rows';

export const SENDERS_SCHEMA = `
  CREATE TABLE senders (
    -- An address in lower case, or the domain of addresses.
    name TEXT NOT NULL,
    evidence INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (name, evidence)
  ) WITHOUT ROWID;
`;

const ADD = `INSERT INTO senders (name, evidence, messages) VALUES (?, ?, ?)
  ON CONFLICT (name, evidence) DO UPDATE SET messages = messages + excluded.messages`;
/** Names that are looked at for one suggestion: enough for two letters in a large case, and soon done for one. */
const MOST_NAMES = 20_000;
const BEGIN_WITH = `SELECT name, sum(messages) AS n FROM
  (SELECT name, messages FROM senders WHERE name >= ? AND name < ? LIMIT ${MOST_NAMES})
  GROUP BY name ORDER BY n DESC, name LIMIT ?`;

export interface Sender {
  readonly name: string;
  readonly messages: number;
}

/** Adds the senders of messages of one evidence item; inside the transaction that writes their rows. */
export function addSenders(database: Database, evidence: number, addresses: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const address of addresses) {
    for (const name of namesOf(address)) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  for (const [name, count] of counts) {
    database.run(ADD, [name, evidence, count]);
  }
}

function namesOf(address: string): readonly string[] {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return domain === '' || domain === address ? [address] : [address, domain];
}

export function removeSenders(database: Database, evidence: number): void {
  database.run('DELETE FROM senders WHERE evidence = ?', [evidence]);
}

/** Addresses and domains that begin so, the most frequent first. */
export function sendersBeginning(database: Database, start: string, limit: number): readonly Sender[] {
  const from = start.toLowerCase();
  return database.all(BEGIN_WITH, [from, `${from}\u{10ffff}`, limit]).map(({ name, n }) => ({
    name: textOf(name),
    messages: numberOf(n),
  }));
}
