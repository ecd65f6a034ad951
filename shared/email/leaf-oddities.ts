import { base64Value } from './base64';
import { isUnusualCharset } from './charset';
import type { ContentFields } from './content-fields';
import type { Note } from './issues';
import type { Span } from './types';

/** What in the content of a part is read differently by different programs. One pass over the bytes at most. */
export function noteLeaf(bytes: Uint8Array, content: ContentFields, body: Span, where: Span, note: Note): void {
  const { mediaType, transferEncoding, charset } = content;
  if (transferEncoding === 'base64') noteBase64(bytes, body, note);
  if (mediaType === 'message/partial') note('mime.message-partial', where.start, where.end);
  if (mediaType === 'message/external-body') note('mime.message-external', where.start, where.end);
  if (isTnef(mediaType, content.fileName)) note('mime.tnef', where.start, where.end);
  if (mediaType.startsWith('text/')) {
    noteHeaderInBody(bytes, body, note);
    if (isUnusualCharset(charset)) note('mime.charset-ambiguous', where.start, where.end);
    if (charset.startsWith('iso-2022-')) noteShiftedBlanks(bytes, body, note);
    if (transferEncoding !== 'base64') noteNul(bytes, body, charset, note);
  }
}

/** A body that begins with a content field. */
function noteHeaderInBody(bytes: Uint8Array, { start, end }: Span, note: Note): void {
  let at = start;
  while (at < end && at < start + 20 && (bytes[at] ?? 0) <= 32) at += 1;
  if (((bytes[at] ?? 0) | 32) !== 99) return;
  const line = String.fromCharCode(...bytes.subarray(at, Math.min(end, at + 40)));
  if (/^content-(?:type|transfer-encoding|disposition)[ \t]*:/i.test(line)) note('mime.header-in-body', at, at + 8);
}

export function isTnef(mediaType: string, fileName: string): boolean {
  return (
    mediaType === 'application/ms-tnef' ||
    mediaType === 'application/vnd.ms-tnef' ||
    /^winmail\.dat$/i.test(fileName.trim())
  );
}

/** Padding before the end, and characters that are not of the alphabet. */
function noteBase64(bytes: Uint8Array, { start, end }: Span, note: Note): void {
  let odd = start;
  while (odd < end && !isForeign(bytes[odd] ?? 0)) odd += 1;
  if (odd < end) note('mime.base64-odd-letters', odd, odd + 1);
  const pad = indexWithin(bytes, 61, start, end);
  if (pad === -1) return;
  let after = pad;
  while (after < end && isPadOrBlank(bytes[after] ?? 0)) after += 1;
  if (after < end) note('mime.base64-early-end', pad, after + 1);
}

function isForeign(byte: number): boolean {
  return base64Value(byte) === -1 && byte !== 61 && (byte > 32 || byte === 0);
}

function isPadOrBlank(byte: number): boolean {
  return byte === 61 || (byte <= 32 && byte !== 0);
}

/** Letters of two bytes hold no blanks (ISO 2022): a blank between the escape signs is plain text behind a false switch. */
function noteShiftedBlanks(bytes: Uint8Array, { start, end }: Span, note: Note): void {
  for (let at = indexWithin(bytes, 27, start, end); at !== -1; at = indexWithin(bytes, 27, at + 1, end)) {
    if (bytes[at + 1] !== 36) continue;
    for (let inside = at + 1; inside < end && bytes[inside] !== 10 && bytes[inside] !== 27; inside += 1) {
      if (bytes[inside] !== 32) continue;
      note('mime.charset-ambiguous', inside, inside + 1);
      return;
    }
  }
}

function noteNul(bytes: Uint8Array, { start, end }: Span, charset: string, note: Note): void {
  const nul = indexWithin(bytes, 0, start, end);
  if (nul === -1 || /^(?:utf-(?:16|32)|ucs-|unicode)/.test(charset)) return;
  note('mime.charset-mismatch', nul, nul + 1);
}

/** Looks no further than the end: a message of many parts would else be searched to its end for each of them. */
function indexWithin(bytes: Uint8Array, byte: number, start: number, end: number): number {
  const found = start < end ? bytes.subarray(start, end).indexOf(byte) : -1;
  return found === -1 ? -1 : start + found;
}
