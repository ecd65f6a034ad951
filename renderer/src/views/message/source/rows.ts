import type { ByteString } from '../../../../../shared/email/types';

/** A stretch of bytes that is painted as one row; offsets count from the message's first byte. */
export interface ByteRow {
  readonly start: number;
  /** First byte of the line end; the row's own end where it ends without one. */
  readonly end: number;
  readonly next: number;
  /** Goes on from the row above, which was too long for one. */
  readonly continues: boolean;
}

/** Longer lines are cut into rows of so many bytes, so that a row stays quick to paint. */
export const ROW_BYTES = 512;

/** Splits a page of bytes at line ends and after `ROW_BYTES`; rows follow each other without a gap. */
export function byteRows(bytes: ByteString, offset: number): readonly ByteRow[] {
  const rows: ByteRow[] = [];
  let continues = false;
  for (let at = 0; at < bytes.length; ) {
    const feed = bytes.indexOf('\n', at);
    const lineNext = feed < 0 ? bytes.length : feed + 1;
    const lineEnd = feed < 0 ? lineNext : bytes[feed - 1] === '\r' && feed > at ? feed - 1 : feed;
    const isLong = lineEnd - at > ROW_BYTES;
    const end = isLong ? at + ROW_BYTES : lineEnd;
    const next = isLong ? end : lineNext;
    rows.push({ start: offset + at, end: offset + end, next: offset + next, continues });
    continues = isLong;
    at = next;
  }
  return rows;
}

/** So many bytes are asked for at once. */
export const PAGE_BYTES = 64 * 1024;

/** The page of a range that holds an offset: its first byte and the one after its last. */
export function pageAt(
  range: { readonly start: number; readonly end: number },
  offset: number,
): { readonly start: number; readonly end: number } {
  const within = Math.max(0, Math.min(offset, range.end - 1) - range.start);
  const start = range.start + Math.floor(within / PAGE_BYTES) * PAGE_BYTES;
  return { start, end: Math.min(range.end, start + PAGE_BYTES) };
}
