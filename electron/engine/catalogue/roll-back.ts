/**
 * Undoes the transaction that a kill or a power cut left half written in a database, by the database's rollback journal.
 *
 * SQLite does this when it opens a file, but for `node-sqlite3-wasm` (0.8): its test for the lock of another program finds
 * the lock that it has just taken itself, so that a journal always seems to be in use. What a spilled transaction had written
 * would stay, and the next transaction would overwrite the only means to undo it.
 *
 * Form of the journal: https://www.sqlite.org/fileformat2.html#the_rollback_journal, and `pager_playback` in SQLite's pager.c
 * for what counts as its end. Only for who holds the case's lock; the database must not be open.
 */
import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { errorCode } from '../fs/error-code';
import { JOURNAL_SUFFIX } from './database';

/** Windows knows no links to be told apart. */
const OWN_FILE = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0);
const MAGIC = Buffer.from('d9d505f920a163d7', 'hex');
/** Magic, count of records, start of check sums, pages before the transaction, bytes of a sector, bytes of a page. */
const HEADER_BYTES = 28;
/** As many records as the file holds: written where the count was not known. */
const AS_MANY_AS_THERE_ARE = 0xff_ff_ff_ff;
/** Every so many bytes of a page, from its end, one goes into the check sum. */
const SUMMED_EVERY = 200;

interface Segment {
  readonly records: number;
  readonly sumStart: number;
  readonly pagesBefore: number;
  readonly sectorBytes: number;
  readonly pageBytes: number;
}

/**
 * Nothing is done where there is no journal, or an empty one. The journal is emptied last, so that a cut in between leads here again.
 * @returns false for a journal in another form than this program's transactions write: the database cannot be relied on
 */
export function rollBack(path: string): boolean {
  const journal = openIfThere(`${path}${JOURNAL_SUFFIX}`);
  if (journal === undefined) {
    return true;
  }
  try {
    return isHot(journal) ? playBack(path, journal) : true;
  } finally {
    closeSync(journal);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, OWN_FILE);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** A transaction that came to its end empties the journal, or writes zeros over its beginning. */
function isHot(journal: number): boolean {
  return (readAt(journal, 0, 1)?.[0] ?? 0) !== 0;
}

function playBack(path: string, journal: number): boolean {
  const database = openIfThere(path);
  if (database === undefined) {
    return false;
  }
  try {
    const isUndone = writeBack(database, journal);
    if (isUndone) {
      fsyncSync(database);
      ftruncateSync(journal, 0);
      fsyncSync(journal);
    }
    return isUndone;
  } finally {
    closeSync(database);
  }
}

/** All segments in turn, each at the beginning of a sector; a segment that was not synced holds nothing that is needed. */
function writeBack(database: number, journal: number): boolean {
  const first = readSegment(journal, 0);
  if (first === undefined || !isOfThisProgram(first, fstatSync(database).size)) {
    return false;
  }
  ftruncateSync(database, first.pagesBefore * first.pageBytes);
  const done = new Set<number>();
  const { size } = fstatSync(journal);
  const recordBytes = 4 + first.pageBytes + 4;
  let at = 0;
  let segment: Segment | undefined = first;
  while (segment !== undefined) {
    at += first.sectorBytes;
    const there = Math.floor((size - at) / recordBytes);
    const records = segment.records === AS_MANY_AS_THERE_ARE ? there : segment.records;
    for (let n = 0; n < records; n += 1) {
      if (!writePageBack(database, journal, at, { ...first, sumStart: segment.sumStart }, done)) {
        return true;
      }
      at += recordBytes;
    }
    at = Math.ceil(at / first.sectorBytes) * first.sectorBytes;
    segment = readSegment(journal, at);
  }
  return true;
}

/** The file never becomes shorter in a transaction of the catalogue. */
function isOfThisProgram({ pagesBefore, pageBytes, sectorBytes }: Segment, databaseBytes: number): boolean {
  return (
    isPowerOfTwo(pageBytes, 512, 65_536) &&
    isPowerOfTwo(sectorBytes, 32, 65_536) &&
    pagesBefore * pageBytes <= databaseBytes
  );
}

function isPowerOfTwo(value: number, least: number, most: number): boolean {
  return value >= least && value <= most && Number.isInteger(Math.log2(value));
}

function readSegment(journal: number, at: number): Segment | undefined {
  const bytes = readAt(journal, at, HEADER_BYTES);
  if (bytes === undefined || !bytes.subarray(0, 8).equals(MAGIC)) {
    return undefined;
  }
  return {
    records: bytes.readUInt32BE(8),
    sumStart: bytes.readUInt32BE(12),
    pagesBefore: bytes.readUInt32BE(16),
    sectorBytes: bytes.readUInt32BE(20),
    pageBytes: bytes.readUInt32BE(24),
  };
}

/** @returns false at the first record that was not written whole: it and those behind it were never needed */
function writePageBack(
  database: number,
  journal: number,
  at: number,
  { pageBytes, pagesBefore, sumStart }: Segment,
  done: Set<number>,
): boolean {
  const record = readAt(journal, at, 4 + pageBytes + 4);
  if (record === undefined) {
    return false;
  }
  const number = record.readUInt32BE(0);
  const page = record.subarray(4, 4 + pageBytes);
  if (number === 0 || record.readUInt32BE(4 + pageBytes) !== checkSum(page, sumStart)) {
    return false;
  }
  // Of a page that was kept twice, the first is as it was before the transaction.
  if (number <= pagesBefore && !done.has(number)) {
    done.add(number);
    if (writeSync(database, page, 0, pageBytes, (number - 1) * pageBytes) !== pageBytes) {
      throw new Error('the disk took a part of a page');
    }
  }
  return true;
}

function checkSum(page: Buffer, start: number): number {
  let sum = start;
  for (let at = page.length - SUMMED_EVERY; at > 0; at -= SUMMED_EVERY) {
    sum += page[at] ?? 0;
  }
  return sum % 2 ** 32;
}

/** Undefined where the file ends before. */
function readAt(file: number, at: number, length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  return readSync(file, bytes, 0, length, at) === length ? bytes : undefined;
}
