import type { ByteString } from '../../../../../shared/email/types';

/** One physical line of the header section; offsets count bytes from the message's first one. */
export interface HeaderLine {
  /** From 1. */
  readonly number: number;
  readonly start: number;
  /** First byte of the line end. */
  readonly end: number;
  /** After the line end. */
  readonly next: number;
  /** Begins with a blank: continues the field above (RFC 5322 section 2.2.3). */
  readonly folded: boolean;
}

/** Splits at LF and CRLF; a lone CR stays in the line, where it is shown. Lines follow each other without a gap. */
export function splitLines(header: ByteString): readonly HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let start = 0; start < header.length; ) {
    const feed = header.indexOf('\n', start);
    const next = feed < 0 ? header.length : feed + 1;
    const end = feed < 0 ? next : header[feed - 1] === '\r' && feed > start ? feed - 1 : feed;
    const folded = lines.length > 0 && (header[start] === ' ' || header[start] === '\t') && end > start;
    lines.push({ number: lines.length + 1, start, end, next, folded });
    start = next;
  }
  return lines;
}

/** Index of the line that holds a byte; the last line for offsets at the end. Binary search. */
export function lineIndexAt(lines: readonly HeaderLine[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const line = lines[middle];
    if (line !== undefined && offset >= line.next) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
