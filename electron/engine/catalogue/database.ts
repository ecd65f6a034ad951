/**
 * SQLite as the catalogue needs it: opened, asked, closed; with the library's particularities kept in this file.
 *
 * `node-sqlite3-wasm` is synchronous and locks by making a folder `<file>.lock`. A killed process leaves that folder
 * behind, and a second process that asks while the first writes is turned away.
 */
import { rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import sqlite, { type Database as SqliteDatabase, type Statement } from 'node-sqlite3-wasm';

export type SqlValue = string | number | null | Uint8Array;
export type SqlRow = Readonly<Record<string, unknown>>;

export const JOURNAL_SUFFIX = '-journal';
/** Beside a database that turned out to be damaged. */
export const DAMAGED_SUFFIX = '-damaged';

export interface DatabaseOptions {
  readonly readOnly: boolean;
  /** Called when SQLite finds the file itself damaged; the error follows. */
  readonly onDamaged?: () => void;
}

const DAMAGE = /malformed|not a database/;
const SUSPICIOUS = /[\0\ud800-\udfff]/;

export class Database {
  readonly #db: SqliteDatabase;
  readonly #statements = new Map<string, Statement>();
  readonly #onDamaged: () => void;
  #isInSteps = false;

  constructor(path: string, { readOnly, onDamaged = () => undefined }: DatabaseOptions) {
    this.#db = new sqlite.Database(path, { readOnly });
    this.#onDamaged = onDamaged;
  }

  exec(sql: string): void {
    this.#watched(() => this.#db.exec(sql));
  }

  run(sql: string, values: readonly SqlValue[] = []): void {
    this.#watched(() => this.#prepared(sql).run(values.map(bindable)));
  }

  all(sql: string, values: readonly SqlValue[] = []): readonly SqlRow[] {
    // Rows are flat as long as `expand` is not asked for; the library's type joins both shapes.
    return this.#watched(() => this.#prepared(sql).all(values.map(bindable))) as readonly SqlRow[];
  }

  get(sql: string, values: readonly SqlValue[] = []): SqlRow | undefined {
    return this.all(sql, values)[0];
  }

  /** Runs `work` whole or not at all; inside a transaction that `inSteps` has begun, as a part of it. */
  transaction(work: () => void): void {
    if (this.#isInSteps) {
      this.#nested(work);
      return;
    }
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  /** Runs all steps whole or not at all, and lets others have their turn between two of them. */
  async inSteps(steps: Iterable<() => void>): Promise<void> {
    if (this.#isInSteps) {
      throw new Error('one transaction in steps at a time');
    }
    this.#db.exec('BEGIN IMMEDIATE');
    this.#isInSteps = true;
    try {
      for (const step of steps) {
        step();
        await setImmediate();
      }
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#rollBack();
      throw error;
    } finally {
      this.#isInSteps = false;
    }
  }

  close(): void {
    for (const statement of this.#statements.values()) {
      finalizeQuietly(statement);
    }
    this.#statements.clear();
    this.#db.close();
  }

  #watched<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      if (error instanceof Error && DAMAGE.test(error.message)) {
        this.#onDamaged();
      }
      throw error;
    }
  }

  #nested(work: () => void): void {
    this.#db.exec('SAVEPOINT part');
    try {
      work();
      this.#db.exec('RELEASE part');
    } catch (error) {
      this.#rollBack('ROLLBACK TO part; RELEASE part');
      throw error;
    }
  }

  #rollBack(sql = 'ROLLBACK'): void {
    try {
      this.#db.exec(sql);
    } catch {
      // SQLite has rolled back by itself, as it does on a full disk; the first error is the one to report.
    }
  }

  #prepared(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) {
      return known;
    }
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** SQLite gives a statement's last error once more when it is finalized; it was reported when it happened. */
function finalizeQuietly(statement: Statement): void {
  try {
    statement.finalize();
  } catch {
    // Finalized all the same.
  }
}

/**
 * A value as the library can carry it.
 *
 * It ends a text at NUL, and it joins half a surrogate pair with the next character, whatever that is: a quotation mark
 * after one would vanish. Both become signs that say so.
 */
function bindable(value: SqlValue): SqlValue {
  if (typeof value !== 'string' || !SUSPICIOUS.test(value)) {
    return value;
  }
  return value.replaceAll('\0', '\u2400').replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Removes the database and what belongs to it. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', JOURNAL_SUFFIX, '-wal', '-shm', '.lock', DAMAGED_SUFFIX]) {
    rmSync(`${path}${suffix}`, { recursive: true, force: true });
  }
}

/** Removes the lock of a killed process. Only for who holds the case's own lock. */
export function removeStaleLock(path: string): void {
  rmSync(`${path}.lock`, { recursive: true, force: true });
}
