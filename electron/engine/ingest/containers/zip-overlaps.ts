import type { Entry } from 'yauzl';

/** Fixed part of a local header (APPNOTE.TXT 4.3.7). */
const HEADER_BYTES = 30;

/** The places of entries whose packed bytes lie over those of an entry before them (Fifield, "A better zip bomb", 2019). */
export function overlapping(entries: readonly Entry[]): ReadonlySet<number> {
  const order = entries
    .map((entry, index) => ({ index, start: entry.relativeOffsetOfLocalHeader, size: entry.compressedSize }))
    .sort((a, b) => a.start - b.start || a.index - b.index);
  const found = new Set<number>();
  let end = 0;
  for (const { index, start, size } of order) {
    if (start < end) {
      found.add(index);
    }
    end = Math.max(end, start + HEADER_BYTES + size);
  }
  return found;
}
