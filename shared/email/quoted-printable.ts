/** Quoted-printable (RFC 2045 section 6.7) and its relative in header words (RFC 2047 section 4.2). */

const lineFeed = 10;
const carriageReturn = 13;
const equals = 61;

/** The value of a hexadecimal digit, either case; -1 for anything else. */
export function hexValue(code: number | undefined): number {
  if (code === undefined) return -1;
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/**
 * Decodes a quoted-printable body. Never fails: an `=` that is no escape stands for itself.
 *
 * Blanks before a line end were added on the way and are dropped; an `=` before them is a soft line break.
 */
export function decodeQuotedPrintable(bytes: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(bytes.length);
  let length = 0;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte !== equals && (!isBlank(byte) || isInk(bytes[at + 1]))) {
      decoded[length] = byte;
      length += 1;
      at += 1;
      continue;
    }
    const step = byte === equals ? readEscape(bytes, at) : readBlanks(bytes, at);
    if (step.value === -2) {
      decoded.set(bytes.subarray(at, step.next), length);
      length += step.next - at;
      at = step.next;
    } else {
      if (step.value >= 0) {
        decoded[length] = step.value;
        length += 1;
      }
      at = step.next;
    }
  }
  return decoded.subarray(0, length);
}

/** What stands at a place: `value` 0 to 255 is one byte, -1 nothing, -2 the source bytes as they are. */
interface Step {
  readonly value: number;
  readonly next: number;
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 9;
}

/** A sign that is seen: a single blank before it is one of the text, as nearly all are. */
function isInk(byte: number | undefined): boolean {
  return byte !== undefined && byte > 32;
}

function readEscape(bytes: Uint8Array, at: number): Step {
  const high = hexValue(bytes[at + 1]);
  const low = hexValue(bytes[at + 2]);
  if (high >= 0 && low >= 0) return { value: high * 16 + low, next: at + 3 };
  const end = afterBlanks(bytes, at + 1);
  if (end === bytes.length) return { value: -1, next: end };
  if (bytes[end] === lineFeed) return { value: -1, next: end + 1 };
  if (bytes[end] === carriageReturn) return { value: -1, next: bytes[end + 1] === lineFeed ? end + 2 : end + 1 };
  // The blanks were looked at once and are passed over with the `=`, so that a run of them is never read twice.
  return { value: -2, next: end };
}

function readBlanks(bytes: Uint8Array, at: number): Step {
  const end = afterBlanks(bytes, at);
  const isTrailing = end === bytes.length || bytes[end] === lineFeed || bytes[end] === carriageReturn;
  return { value: isTrailing ? -1 : -2, next: end };
}

function afterBlanks(bytes: Uint8Array, at: number): number {
  let end = at;
  while (bytes[end] === 32 || bytes[end] === 9) end += 1;
  return end;
}

/** Decodes the text of a `Q` encoded word: underscore is a space, blanks and line ends stay. */
export function decodeQ(bytes: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const high = byte === equals ? hexValue(bytes[at + 1]) : -1;
    const low = high >= 0 ? hexValue(bytes[at + 2]) : -1;
    decoded[length] = low >= 0 ? high * 16 + low : byte === 95 ? 32 : byte;
    length += 1;
    if (low >= 0) at += 2;
  }
  return decoded.subarray(0, length);
}
