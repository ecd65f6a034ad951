import type { ByteString, Span } from './types';

/**
 * Bytes and byte strings.
 *
 * A byte string holds one UTF-16 unit for each byte, so that string positions are byte offsets. `TextDecoder('latin1')`
 * cannot make one: by the WHATWG encoding standard that label means windows-1252, which moves 0x80 to 0x9F elsewhere.
 */

/** Argument lists much longer than this overflow the stack of some engines. */
const chunkBytes = 8192;

/** What windows-1252 has at 0x80 to 0x9F; a fixed table, because engines have been wrong here. */
const windows1252High =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// biome-ignore lint/suspicious/noControlCharactersInRegex: the question is exactly whether there are other bytes
const asciiOnly = /^[\x00-\x7f]*$/;

const byteDecoder = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8');

/** What a decoder for windows-1252 makes of 0x80 to 0x9F. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the question is exactly whether there are others
const beyondByte = /[^\x00-\xff]/;

/** Below this many bytes the decoder's own start costs more than it saves. */
const decoderWorth = 64;

/** The bytes of a span, as a view: nothing is copied. A span outside the message is cut to it. */
export function sliceBytes(bytes: Uint8Array, span: Span): Uint8Array {
  return bytes.subarray(Math.max(0, span.start), Math.max(0, span.end));
}

/** One UTF-16 unit for each byte from `start` to before `end`. */
export function toByteString(bytes: Uint8Array, start = 0, end = bytes.length): ByteString {
  const view = bytes.subarray(start, Math.max(start, end));
  // Bytes of 7 bits are the same in all; this decoder is the fastest, and its text takes half the room.
  const plain = view.length < decoderWorth ? undefined : utf8.decode(view);
  if (plain?.length === view.length && isAscii(plain)) return plain;
  // Where every byte is below 0x80 or as in ISO 8859-1, the engine's own decoder is right, and many times faster.
  const quick = view.length < decoderWorth ? undefined : byteDecoder.decode(view);
  if (quick?.length === view.length && !beyondByte.test(quick)) return quick;
  const pieces: string[] = [];
  for (let at = start; at < end; at += chunkBytes) {
    // `apply` takes any array-like; its declared type wants an array. Spreading would walk the bytes one by one: five times slower.
    const chunk = bytes.subarray(at, Math.min(end, at + chunkBytes)) as unknown as number[];
    pieces.push(String.fromCharCode.apply(undefined, chunk));
  }
  return pieces.length === 1 ? (pieces[0] ?? '') : pieces.join('');
}

/** The bytes of a byte string; units above 255 keep their low byte only, so give it byte strings only. */
export function fromByteString(text: ByteString): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    bytes[index] = text.charCodeAt(index);
  }
  return bytes;
}

/** Whether a byte string has only 7-bit bytes. */
export function isAscii(text: ByteString): boolean {
  return asciiOnly.test(text);
}

/** A byte string as a person reads it: UTF-8 (RFC 6532) where it is valid, else windows-1252. */
export function decodeByteString(text: ByteString): string {
  return isAscii(text) ? text : decodeBytes(fromByteString(text));
}

/** Bytes as text: UTF-8 where it is valid, else windows-1252, which gives every byte a character. */
export function decodeBytes(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    // Not UTF-8: older mail without a declared charset is windows-1252 far more often than anything else.
    return decodeWindows1252(bytes);
  }
}

/** Bytes as windows-1252 by the WHATWG table. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return toByteString(bytes).replace(/[\x80-\x9f]/g, (unit) => windows1252High[unit.charCodeAt(0) - 0x80] ?? unit);
}
