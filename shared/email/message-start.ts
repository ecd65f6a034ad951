import type { Note } from './issues';
import { contentEnd, type LineEndByte, nextLine } from './lines';

/** What stands before the header: a byte order mark, empty lines. */

/** Field names that a header of received mail begins with; only before them leading empty lines are passed over. */
const usualFirstFields =
  /^(?:received|return-path|from|to|cc|subject|date|message-id|mime-version|content-type|delivered-to|x-[a-z0-9-]+|dkim-signature|authentication-results|arc-[a-z-]+|sender|reply-to)[ \t]*:/i;

const maxBlankLines = 50;

/** Text in UTF-16: a mark, or every other byte of the beginning NUL. No header can be read from it as it is. */
export function isUtf16(bytes: Uint8Array): boolean {
  const first = bytes[0];
  const second = bytes[1];
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  if (bytes.length < 16) return false;
  const sample = [...bytes.subarray(0, 16)];
  const nulsAt = (parity: number): number => sample.filter((byte, index) => index % 2 === parity && byte === 0).length;
  return (nulsAt(0) === 8 && nulsAt(1) === 0) || (nulsAt(1) === 8 && nulsAt(0) === 0);
}

/** Where the header begins: after a byte order mark and after empty lines, if a usual field follows them. */
export function findStart(bytes: Uint8Array, endByte: LineEndByte, note: Note): number {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (hasMark) note('message.byte-order-mark', 0, 3);
  const start = hasMark ? 3 : 0;
  let at = start;
  for (let count = 0; count < maxBlankLines && at < bytes.length; count += 1) {
    const next = nextLine(bytes, at, bytes.length, endByte);
    if (contentEnd(bytes, at, next, endByte) !== at) break;
    at = next;
  }
  if (at === start || !usualFirstFields.test(String.fromCharCode(...bytes.subarray(at, at + 80)))) return start;
  note('header.leading-blank-lines', start, at);
  return at;
}
