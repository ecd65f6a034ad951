/**
 * Lines of a message, found without copying.
 *
 * A line ends with LF or CRLF. A bare CR is no line end (RFC 5322 section 2.3), except in a message that has no LF at
 * all: such files come from old Macintosh programs, and would otherwise be one single line.
 */

/** The byte that ends lines: 10, or 13 for a message whose only line ends are bare CRs. */
export type LineEndByte = 10 | 13;

/** Which byte ends the lines of this message. */
export function lineEndByteOf(bytes: Uint8Array): LineEndByte {
  return bytes.indexOf(10) === -1 && bytes.indexOf(13) !== -1 ? 13 : 10;
}

const shortLine = 80;

/** Where the line after the one at `at` starts; `limit` when this is the last. */
export function nextLine(bytes: Uint8Array, at: number, limit: number, endByte: LineEndByte): number {
  // Most lines are short: looking at their bytes takes less time than calling a search.
  const near = Math.min(at + shortLine, limit);
  for (let place = at; place < near; place += 1) if (bytes[place] === endByte) return place + 1;
  const found = near >= limit ? -1 : bytes.indexOf(endByte, near);
  return found === -1 || found >= limit ? limit : found + 1;
}

/** The end of the line's content: `next` without the line end. */
export function contentEnd(bytes: Uint8Array, start: number, next: number, endByte: LineEndByte): number {
  if (next <= start || bytes[next - 1] !== endByte) return next;
  const hasCarriageReturn = endByte === 10 && next - 2 >= start && bytes[next - 2] === 13;
  return next - (hasCarriageReturn ? 2 : 1);
}
