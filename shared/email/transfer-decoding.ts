import { joinBytes } from '../text/join-bytes';
import { decodeBase64 } from './base64';
import { sliceBytes } from './byte-string';
import { decodeCharset, plainCharset } from './charset';
import { decodeQuotedPrintable } from './quoted-printable';
import type { MimePart } from './types';
import { decodeUuencoded } from './uuencode';

/** The body of a part with its transfer encoding undone (RFC 2045 section 6). An unknown encoding leaves it as it is. */
export function decodeBody(bytes: Uint8Array, part: MimePart): Uint8Array {
  const body = sliceBytes(bytes, part.bodySpan);
  switch (part.transferEncoding) {
    case 'base64':
      return decodeBase64(body);
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    case 'x-uuencode':
    case 'x-uue':
    case 'uuencode':
      return decodeUuencoded(body);
    default:
      return body;
  }
}

/** The body of a text part for reading: by its charset; by UTF-8 or windows-1252 where that is missing or unknown. */
export function decodeText(bytes: Uint8Array, part: MimePart): string {
  return decodeTextBytes(decodeBody(bytes, part), part.charset);
}

/** Decoded bytes as text. What is plainly UTF-16 is read so, whatever was declared: nothing else gives any letters. */
export function decodeTextBytes(content: Uint8Array, charset: string): string {
  return decodeCharset(content, plainCharset(content) ?? charset);
}

/**
 * A part that hides others behind a transfer encoding, made readable as a message of its own.
 *
 * RFC 2045 section 6.4 forbids to encode multipart and message parts; some readers decode them nevertheless, and so
 * show what others do not see. The result is not evidence bytes but a reading of them: give it to `readAnatomy`.
 */
export function unwrapEncodedPart(bytes: Uint8Array, part: MimePart): Uint8Array | undefined {
  const isEncoded = part.transferEncoding === 'base64' || part.transferEncoding === 'quoted-printable';
  if (!isEncoded || part.parts.length > 0) return undefined;
  if (part.mediaType.startsWith('message/')) return decodeBody(bytes, part);
  if (!part.mediaType.startsWith('multipart/')) return undefined;
  const contentTypes = part.fields
    .filter((field) => field.key === 'content-type')
    .map((field) => sliceBytes(bytes, field.span));
  return joinBytes([...contentTypes, Uint8Array.of(13, 10), decodeBody(bytes, part)]);
}
