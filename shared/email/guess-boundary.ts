import { toByteString } from './byte-string';
import type { Boundary } from './content-fields';
import { contentEnd, type LineEndByte, nextLine } from './lines';

/** So many lines are looked at: a guess must not cost more than a look. */
const maxLines = 100;

/**
 * The boundary that a multipart without a declared one seems to use: its first line that begins with `--`.
 *
 * Without it the parts would go unread, while some mail programs show them; the guess is always an issue.
 */
export function guessBoundary(bytes: Uint8Array, bodyStart: number, endByte: LineEndByte): Boundary | undefined {
  let at = bodyStart;
  for (let count = 0; count < maxLines && at < bytes.length; count += 1) {
    const next = nextLine(bytes, at, bytes.length, endByte);
    const end = contentEnd(bytes, at, next, endByte);
    const text =
      bytes[at] === 45 && bytes[at + 1] === 45 && end - at <= 202 ? toByteString(bytes, at + 2, end).trimEnd() : '';
    // `-- ` is a signature, a row of hyphens an ornament.
    if (/[^-\s]/.test(text) && !text.endsWith('--'))
      return { text, span: { start: at + 2, end: at + 2 + text.length } };
    at = next;
  }
  return undefined;
}
