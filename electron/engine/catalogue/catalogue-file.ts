/**
 * Where the catalogue's database lies and how it is opened: as its writer, beside a writer, or in memory.
 *
 * The library locks by a folder beside the path that it was given. A reader therefore opens through a link in a private
 * folder: it takes no lock that the writer could meet, and works on a medium that can only be read.
 */
import { constants, existsSync, lstatSync, writeFileSync } from 'node:fs';
import { mkdtemp, open, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { privateFolder } from '../fs/private-folder';
import { asStorage } from '../fs/storage-failure';
import { sweepTempFiles } from '../fs/sweep-temp-files';
import { syncFolder } from '../fs/sync-folder';
import {
  DAMAGED_SUFFIX,
  Database,
  type DatabaseOptions,
  JOURNAL_SUFFIX,
  removeDatabase,
  removeStaleLock,
} from './database';
import { rollBack } from './roll-back';
import { keepForComparison } from './rule-set-change';
import { CATALOGUE_KEY, PRAGMAS, SCHEMA } from './schema';

export interface CatalogueFile {
  readonly database: Database;
  /** Rows can be written: the case's own file by its writer, or one in memory. */
  readonly isWritable: boolean;
  /** Whether another process may be writing it now. */
  readonly isBusy: () => boolean;
  readonly close: () => Promise<void>;
}

const FILE_NAME = 'catalogue.sqlite';
const WHAT = 'the message table of the case';
const OPEN_TRIES = 20;
const OPEN_PAUSE_MS = 50;

/** For who holds the case's lock: opens the file, or makes it anew when it is damaged or of other code. */
export async function openOwn(derived: string): Promise<CatalogueFile> {
  await asStorage(WHAT, async () => {
    await privateFolder(derived);
    await sweepTempFiles(derived);
  });
  const path = join(derived, FILE_NAME);
  removeStaleLock(path);
  const isUndone = await asStorage(WHAT, async () => rollBack(path));
  const sound = isUndone ? openIfSound(path) : undefined;
  if (sound === undefined) {
    keepForComparison(path, derived);
    removeDatabase(path);
  }
  await holdJournal(path, derived);
  const database = sound ?? fill(new Database(path, ownOptions(path)));
  return { database, isWritable: true, isBusy: () => false, close: async () => database.close() };
}

/**
 * Gives the rollback journal its name for good, before the first transaction: the library syncs what is in it, not the folder,
 * and a journal whose name is lost in a power cut cannot undo what was half written.
 */
async function holdJournal(path: string, derived: string): Promise<void> {
  await asStorage(WHAT, async () => {
    const { O_CREAT, O_NOFOLLOW, O_WRONLY } = constants;
    await (await open(`${path}${JOURNAL_SUFFIX}`, O_WRONLY | O_CREAT | O_NOFOLLOW, 0o600)).close();
    await syncFolder(derived);
  });
}

/** A file that turned out to be damaged while it was in use says so to the next opening, by a file beside it. */
function ownOptions(path: string): DatabaseOptions {
  return { readOnly: false, onDamaged: () => markDamaged(path) };
}

function markDamaged(path: string): void {
  try {
    writeFileSync(`${path}${DAMAGED_SUFFIX}`, '', { flag: 'wx', mode: 0o600 });
  } catch {
    // It is marked already, or nothing can be written: the damage itself is what is reported.
  }
}

/** For a second process: the writer's file when it is sound, else an empty one in memory. */
export async function openBeside(derived: string): Promise<CatalogueFile> {
  const folder = await mkdtemp(join(tmpdir(), 'chainmail-'));
  const original = join(derived, FILE_NAME);
  const database = await openLinked(original, join(folder, FILE_NAME));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  if (database === undefined) {
    await removeFolder();
    return openPrivate();
  }
  const close = async () => {
    database.close();
    await removeFolder();
  };
  return { database, isWritable: false, isBusy: () => !isSettled(original), close };
}

/** An empty one that nobody else sees; in memory, so that words of the evidence are never left in a temporary folder. */
export function openPrivate(): CatalogueFile {
  const database = fill(new Database(':memory:', { readOnly: false }));
  return { database, isWritable: true, isBusy: () => false, close: async () => database.close() };
}

/** Waits a little for a writer; a file that stays unsettled was left so by a kill, and only a writer mends it. */
async function openLinked(original: string, path: string): Promise<Database | undefined> {
  for (let attempt = 0; attempt < OPEN_TRIES && existsSync(original) && !isSettled(original); attempt += 1) {
    await setTimeout(OPEN_PAUSE_MS);
  }
  if (!isSettled(original)) {
    return undefined;
  }
  await symlink(original, path);
  return soundDatabase(path, { readOnly: true });
}

/** No transaction runs and none was cut short: no lock, and a rollback journal of length 0 at most. */
function isSettled(path: string): boolean {
  const journal = lstatSync(`${path}${JOURNAL_SUFFIX}`, { throwIfNoEntry: false });
  return existsSync(path) && !existsSync(`${path}.lock`) && (journal === undefined || journal.size === 0);
}

function openIfSound(path: string): Database | undefined {
  if (!existsSync(path) || existsSync(`${path}${DAMAGED_SUFFIX}`)) {
    return undefined;
  }
  const database = soundDatabase(path, ownOptions(path));
  try {
    database?.exec(PRAGMAS);
    return database;
  } catch {
    // As with any other damage: it is made anew.
    database?.close();
    return undefined;
  }
}

function soundDatabase(path: string, options: DatabaseOptions): Database | undefined {
  const database = tryToOpen(path, options);
  try {
    const key = database?.get(`SELECT value FROM meta WHERE key = 'key'`)?.['value'];
    database?.get('SELECT rowid FROM search LIMIT 1');
    database?.get('SELECT id FROM messages LIMIT 1');
    if (key === CATALOGUE_KEY) {
      return database;
    }
  } catch {
    // Whatever is wrong with the file, the answer is the same: it is not used.
  }
  database?.close();
  return undefined;
}

function tryToOpen(path: string, options: DatabaseOptions): Database | undefined {
  try {
    return new Database(path, options);
  } catch {
    // Not a database at all.
    return undefined;
  }
}

function fill(database: Database): Database {
  database.exec(PRAGMAS);
  database.transaction(() => {
    database.exec(SCHEMA);
    database.run(`INSERT INTO meta (key, value) VALUES ('key', ?)`, [CATALOGUE_KEY]);
  });
  return database;
}
