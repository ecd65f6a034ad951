/** What of an archive's file belongs to no file of its list. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The bytes of 0 to `size` that none of `covered` holds, in order. */
export function gapsBetween(covered: readonly Range[], size: number): readonly Range[] {
  const gaps: Range[] = [];
  let end = 0;
  for (const range of [...covered].sort((a, b) => a.start - b.start)) {
    if (range.start > end) {
      gaps.push({ start: end, end: Math.min(range.start, size) });
    }
    end = Math.max(end, range.end);
  }
  return end < size ? [...gaps, { start: end, end: size }] : gaps;
}
