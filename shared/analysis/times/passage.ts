import { base64Value, decodeBase64 } from '../../email/base64';
import { toByteString } from '../../email/byte-string';
import type { ByteString, Span } from '../../email/types';

/** Text that was written with a transfer encoding, and where each of its signs stands in the message. */
export interface Passage {
  readonly text: ByteString;
  readonly spanOf: (start: number, end: number) => Span;
}

export function plainPassage(text: ByteString, base: number): Passage {
  return { text, spanOf: (start, end) => ({ start: base + start, end: base + end }) };
}

/** A piece of a passage; places count from the piece's first sign. */
export function partOfPassage({ text, spanOf }: Passage, from: number, to: number): Passage {
  return { text: text.slice(from, to), spanOf: (start, end) => spanOf(from + start, from + end) };
}

/** Quoted-printable undone (RFC 2045 section 6.7) for a short text, with the place of each sign. */
export function quotedPassage(raw: ByteString, base: number): Passage {
  const signs: string[] = [];
  const places: number[] = [];
  for (let index = 0; index < raw.length; ) {
    const softBreak = /^=[ \t]{0,8}\r?\n/.exec(raw.slice(index, index + 12))?.[0];
    const hex = /^=([0-9A-Fa-f]{2})/.exec(raw.slice(index, index + 3))?.[1];
    if (softBreak !== undefined) {
      index += softBreak.length;
      continue;
    }
    signs.push(hex === undefined ? (raw[index] ?? '') : String.fromCharCode(Number.parseInt(hex, 16)));
    places.push(index);
    index += hex === undefined ? 1 : 3;
  }
  const placeAt = (sign: number): number => base + (places[sign] ?? raw.length);
  return { text: signs.join(''), spanOf: (start, end) => ({ start: placeAt(start), end: placeAt(end - 1) + 1 }) };
}

/** Base64 undone; a sign stands in one of the four digits of its group, and the span takes whole groups. */
export function base64Passage(raw: ByteString, bytes: Uint8Array, base: number): Passage {
  const text = toByteString(decodeBase64(bytes.subarray(base, base + raw.length)));
  let places: Int32Array | undefined;
  const digitAt = (wanted: number): number => {
    places ??= digitPlaces(raw);
    return places[wanted] ?? raw.length;
  };
  return {
    text,
    spanOf: (start, end) => {
      const first = digitAt(Math.floor(start / 3) * 4);
      const last = Math.max(first, Math.min(raw.length - 1, digitAt(Math.floor((end - 1) / 3) * 4 + 3)));
      return { start: base + first, end: base + last + 1 };
    },
  };
}

/** Where the digits stand between line ends and other bytes. */
function digitPlaces(raw: ByteString): Int32Array {
  const places = new Int32Array(raw.length);
  let digits = 0;
  for (let index = 0; index < raw.length; index += 1) {
    if (base64Value(raw.charCodeAt(index)) >= 0) {
      places[digits] = index;
      digits += 1;
    }
  }
  return places.subarray(0, digits);
}
