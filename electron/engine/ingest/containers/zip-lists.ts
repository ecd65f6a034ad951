/** The lists of files in a zip archive, by their end records (APPNOTE.TXT 4.3.16). */
import type { ArchiveBytes } from './zip-bytes';
import type { Range } from './zip-gaps';

const END_RECORD = Buffer.from('504b0506', 'hex');
const END_BYTES = 22;
const LIST_LINE = Buffer.from('504b0102', 'hex');
const ZIP64_LOCATOR = Buffer.from('504b0607', 'hex');
const ZIP64_LOCATOR_BYTES = 20;
/** What is searched of one archive, and how many end records are looked at. */
const SEARCHED_BYTES = 1 << 30;
const SEARCHED_RECORDS = 10_000;

export interface EndRecord {
  readonly at: number;
  /** Where the record with its comment ends. */
  readonly end: number;
  /** Where the archive itself begins, as the offsets in its list count; null where the record does not tell. */
  readonly base: number | null;
}

/** End records with a list in front of them, or with nothing to list, in the order of their bytes. */
export function endRecords(archive: ArchiveBytes, gaps: readonly Range[]): readonly EndRecord[] {
  const found: EndRecord[] = [];
  let bytes = SEARCHED_BYTES;
  let records = SEARCHED_RECORDS;
  for (const { start, end } of gaps) {
    const last = Math.min(end, start + bytes);
    bytes -= last - start;
    for (let at = archive.find(END_RECORD, start, last); at !== -1 && records > 0; records -= 1) {
      const record = endRecordAt(archive, at);
      found.push(...(record === null ? [] : [record]));
      at = archive.find(END_RECORD, record?.end ?? at + END_RECORD.length, last);
    }
  }
  return found;
}

function endRecordAt(archive: ArchiveBytes, at: number): EndRecord | null {
  const fixed = archive.peek(at, END_BYTES);
  if (fixed.length < END_BYTES) {
    return null;
  }
  const listed = fixed.readUInt16LE(10);
  const bytes = fixed.readUInt32LE(12);
  const end = at + END_BYTES + fixed.readUInt16LE(20);
  const list = at - bytes;
  const isPlain = list >= 0 && (listed === 0 ? bytes === 0 : archive.peek(list, 4).equals(LIST_LINE));
  if (isPlain) {
    const base = list - fixed.readUInt32LE(16);
    return { at, end, base: base < 0 ? null : base };
  }
  const isZip64 = archive.peek(Math.max(0, at - ZIP64_LOCATOR_BYTES), 4).equals(ZIP64_LOCATOR);
  return isZip64 ? { at, end, base: null } : null;
}
