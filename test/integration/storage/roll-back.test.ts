import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Database, JOURNAL_SUFFIX } from '../../../electron/engine/catalogue/database';
import { rollBack } from '../../../electron/engine/catalogue/roll-back';
import { hasProgram } from '../../helpers/has-program';
import fc from '../../helpers/properties';
import { tempFolder } from '../../helpers/temp-folder';

interface Cut {
  readonly path: string;
  /** The bytes of the database before the transaction. */
  readonly before: Buffer;
}

/** Puts pages to the disk in the midst of a transaction: it may keep ten of them. */
const SPILLS = 'PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = NORMAL; PRAGMA cache_size = 10;';
const ROWS = 2_000;

function put(database: Database, from: number, to: number, word: string): void {
  for (let id = from; id < to; id += 1) {
    database.run('INSERT OR REPLACE INTO t (id, text) VALUES (?, ?)', [id, `${word} ${id} `.repeat(20)]);
  }
}

function copyOf(path: string, folder: string): string {
  mkdirSync(folder);
  const copy = join(folder, 'x.sqlite');
  for (const suffix of ['', JOURNAL_SUFFIX]) {
    copyFileSync(`${path}${suffix}`, `${copy}${suffix}`);
  }
  return copy;
}

/** What a kill leaves, at several moments of a transaction that changes old rows and adds others. */
function cuts(): readonly Cut[] {
  const folder = tempFolder('roll-back');
  const path = join(folder, 'x.sqlite');
  const database = new Database(path, { readOnly: false });
  database.exec(SPILLS);
  database.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT); CREATE INDEX t_text ON t (text)');
  database.transaction(() => put(database, 0, ROWS, 'old'));
  const before = readFileSync(path);
  const found: Cut[] = [];
  database.transaction(() => {
    for (let moment = 0; moment < 6; moment += 1) {
      put(database, moment * 300, (moment + 1) * 300 + ROWS / 4, `new${moment}`);
      put(database, ROWS + moment * 500, ROWS + (moment + 1) * 500, 'added');
      found.push({ path: copyOf(path, join(folder, String(moment))), before });
    }
  });
  database.close();
  return found;
}

function integrity(path: string): unknown {
  const database = new Database(path, { readOnly: false });
  try {
    return database.get('PRAGMA integrity_check')?.['integrity_check'];
  } catch (error) {
    return String(error);
  } finally {
    database.close();
  }
}

describe('a transaction that was cut short', () => {
  test('is undone to the byte, at every moment, and once more without harm', () => {
    for (const { path, before } of cuts()) {
      expect(statSync(`${path}${JOURNAL_SUFFIX}`).size).toBeGreaterThan(4096);
      expect(readFileSync(path).equals(before)).toBe(false);
      expect(rollBack(path)).toBe(true);
      expect(readFileSync(path).equals(before)).toBe(true);
      expect(statSync(`${path}${JOURNAL_SUFFIX}`).size).toBe(0);
      expect(rollBack(path)).toBe(true);
      expect(integrity(path)).toBe('ok');
    }
  });

  test('is left as it is by the library itself, which is why this is here', () => {
    expect(cuts().some(({ path }) => integrity(path) !== 'ok')).toBe(true);
  });

  test.skipIf(!hasProgram('python3'))('is undone as SQLite itself undoes it, to the byte', () => {
    for (const { path } of cuts()) {
      const theirs = copyOf(path, `${path}-theirs`);
      const read = 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM t").fetchall()';
      expect(spawnSync('python3', ['-c', read, theirs]).status).toBe(0);
      expect(existsSync(`${theirs}${JOURNAL_SUFFIX}`)).toBe(false);
      rollBack(path);
      expect(readFileSync(path).equals(readFileSync(theirs))).toBe(true);
    }
  });

  test('of which the last page was not kept whole is undone as far as it was', () => {
    const [, cut] = cuts();
    if (cut === undefined) {
      throw new Error('there is a second moment');
    }
    const journal = `${cut.path}${JOURNAL_SUFFIX}`;
    const whole = readFileSync(journal);
    // A record that was being written: behind the synced ones nothing of the database had been touched.
    writeFileSync(journal, Buffer.concat([whole, Buffer.alloc(700, 7)]));
    expect(rollBack(cut.path)).toBe(true);
    expect(readFileSync(cut.path).equals(cut.before)).toBe(true);
  });
});

describe('a journal', () => {
  const make = (bytes: Uint8Array): string => {
    const path = join(tempFolder('roll-back'), 'x.sqlite');
    writeFileSync(path, Buffer.alloc(8192, 1));
    writeFileSync(`${path}${JOURNAL_SUFFIX}`, bytes);
    return path;
  };

  test('that is empty, begins with zeros or is not there has nothing to undo', () => {
    for (const path of [make(new Uint8Array()), make(new Uint8Array(512))]) {
      expect(rollBack(path)).toBe(true);
      expect(readFileSync(path)).toEqual(Buffer.alloc(8192, 1));
    }
    expect(rollBack(join(tempFolder('roll-back'), 'x.sqlite'))).toBe(true);
  });

  test('of foreign bytes is refused, and the database left as it is', () => {
    const path = make(Buffer.from('not a journal at all, but something else'));
    expect(rollBack(path)).toBe(false);
    expect(readFileSync(path)).toEqual(Buffer.alloc(8192, 1));
  });

  test('that cannot be opened is told, not taken for none', () => {
    const path = make(new Uint8Array());
    const journal = `${path}${JOURNAL_SUFFIX}`;
    rmSync(journal);
    symlinkSync(path, journal);
    expect(() => rollBack(path)).toThrow('ELOOP');
    expect(readFileSync(path)).toEqual(Buffer.alloc(8192, 1));
  });

  test('with any bytes in its header or cut anywhere ends within the file', () => {
    const [cut] = cuts();
    if (cut === undefined) {
      throw new Error('there is a first moment');
    }
    const bytes = readFileSync(`${cut.path}${JOURNAL_SUFFIX}`);
    const change = fc.record({ at: fc.nat(40), value: fc.nat(255), length: fc.nat(bytes.length) });
    const size = statSync(cut.path).size;
    fc.assert(
      fc.property(change, ({ at, value, length }) => {
        const path = copyOf(cut.path, join(tempFolder('roll-back'), 'copy'));
        const journal = `${path}${JOURNAL_SUFFIX}`;
        const changed = Buffer.from(bytes);
        changed[at] = value;
        writeFileSync(journal, changed);
        truncateSync(journal, length);
        expect(rollBack(path)).toEqual(expect.any(Boolean));
        expect(statSync(path).size).toBeLessThanOrEqual(size);
      }),
    );
  });
});
