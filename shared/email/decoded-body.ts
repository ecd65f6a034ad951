import { base64Value } from './base64';
import { fromByteString, toByteString } from './byte-string';
import { decodeCharset, plainCharset } from './charset';
import { decodeQuotedPrintable, hexValue } from './quoted-printable';
import { decodeBody } from './transfer-decoding';
import type { ByteString, MimePart, Span } from './types';

/** The body of a part with its transfer encoding undone, and the way back to the bytes of the message. */
export interface DecodedBody {
  /** Index is decoded byte. UTF-16 has been turned into UTF-8, as no markup could be read from it. */
  readonly content: ByteString;
  readonly charset: string;
  /** The body is longer than was decoded. */
  readonly isCut: boolean;
  /** The bytes of the message that hold a range of the content: exact where they can be told apart, else their lines. */
  readonly place: (start: number, end: number) => Span;
}

/** Decodes at most about `limit` bytes of a body. Linear, never throws. */
export function readDecodedBody(bytes: Uint8Array, part: MimePart, limit: number): DecodedBody {
  const { start, end } = part.bodySpan;
  const bodySpan = { start, end: Math.min(end, start + limit) };
  const decoded = decodeBody(bytes, { ...part, bodySpan });
  const utf16 = plainCharset(decoded);
  const isCut = bodySpan.end < end;
  if (utf16 !== undefined) {
    const content = toByteString(new TextEncoder().encode(decodeCharset(decoded, utf16)));
    return { content, charset: 'utf-8', isCut, place: () => notEmpty(bodySpan, bytes.length) };
  }
  const content = toByteString(decoded);
  const place = placeOf(bytes, part.transferEncoding, bodySpan, content);
  return { content, charset: part.charset, isCut, place: (from, to) => notEmpty(place(from, to), bytes.length) };
}

/** A range of the content as a person reads it. */
export function textOf({ content, charset }: Pick<DecodedBody, 'content' | 'charset'>, span?: Span): string {
  const piece = span === undefined ? content : content.slice(span.start, span.end);
  return decodeCharset(fromByteString(piece), charset);
}

function notEmpty({ start, end }: Span, length: number): Span {
  const from = Math.max(0, Math.min(start, length - 1));
  return { start: from, end: Math.max(from + 1, Math.min(end, length)) };
}

function placeOf(bytes: Uint8Array, encoding: string, body: Span, content: ByteString): DecodedBody['place'] {
  switch (encoding) {
    case 'base64':
      return (start, end) => base64Place(bytes, body, start, end);
    case 'quoted-printable': {
      let lines: QuotedLines | undefined;
      return (start, end) => {
        lines ??= quotedLines(bytes, body);
        return quotedPlace(bytes, body, content, { start, end }, lines);
      };
    }
    case 'x-uuencode':
    case 'x-uue':
    case 'uuencode':
      return () => body;
    default:
      return (start, end) => ({ start: body.start + start, end: body.start + end });
  }
}

/** Where a range of decoded bytes stands: three bytes are four letters; whatever is no letter lies between. */
export function base64Place(bytes: Uint8Array, body: Span, start: number, end: number): Span {
  const [first, last] = [Math.floor((start * 4) / 3), Math.ceil((end * 4) / 3) - 1];
  let letter = 0;
  let from = body.start;
  for (let at = body.start; at < body.end; at += 1) {
    if (base64Value(bytes[at] ?? 0) < 0) continue;
    if (letter === first) from = at;
    if (letter >= last) return { start: from, end: at + 1 };
    letter += 1;
  }
  return { start: from, end: body.end };
}

/** The length of a decoded line of quoted-printable, by counting; a line with blanks at its end is decoded. */
function decodedLength(bytes: Uint8Array, start: number, end: number): number {
  let textEnd = end;
  while (textEnd > start && (bytes[textEnd - 1] === 10 || bytes[textEnd - 1] === 13)) textEnd -= 1;
  const last = bytes[textEnd - 1];
  if (last === 32 || last === 9 || textEnd === end) return decodeQuotedPrintable(bytes.subarray(start, end)).length;
  const isSoft = last === 61;
  let length = isSoft ? textEnd - start - 1 : end - start;
  const stop = isSoft ? textEnd - 1 : textEnd;
  for (let at = bytes.indexOf(61, start); at >= 0 && at < stop; at = bytes.indexOf(61, at + 1)) {
    if (hexValue(bytes[at + 1]) >= 0 && hexValue(bytes[at + 2]) >= 0 && at + 2 < textEnd) {
      length -= 2;
      at += 2;
    }
  }
  return length;
}

/** Encoded lines: where each begins, and how much is decoded by its end. */
interface QuotedLines {
  readonly starts: readonly number[];
  readonly decoded: readonly number[];
}

function quotedLines(bytes: Uint8Array, body: Span): QuotedLines {
  const starts: number[] = [];
  const decoded: number[] = [];
  let sum = 0;
  for (let at = body.start; at < body.end; ) {
    const feed = bytes.indexOf(10, at);
    const next = feed < 0 || feed >= body.end ? body.end : feed + 1;
    sum += decodedLength(bytes, at, next);
    starts.push(at);
    decoded.push(sum);
    at = next;
  }
  return { starts, decoded };
}

/** The first line by whose end so much is decoded; the number of lines when none is. */
function firstLine({ decoded }: QuotedLines, amount: number): number {
  let [low, high] = [0, decoded.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((decoded[middle] ?? 0) >= amount) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Each encoded line is decoded by itself: the lines that hold the range, and the range itself where it stands in them as it is. */
function quotedPlace(bytes: Uint8Array, body: Span, content: ByteString, range: Span, lines: QuotedLines): Span {
  const last = firstLine(lines, range.end);
  const first = firstLine(lines, range.start + 1);
  const to = lines.starts[last + 1] ?? body.end;
  // A line in which the range does not begin before it ends: an empty range at the end of a line.
  const from = first <= last ? (lines.starts[first] ?? body.start) : body.start;
  const literal = content.slice(range.start, range.end);
  const at = literal.length > 0 && to - from < 4000 ? toByteString(bytes, from, to).indexOf(literal) : -1;
  return at < 0 ? { start: from, end: to } : { start: from + at, end: from + at + literal.length };
}
