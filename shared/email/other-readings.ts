import { decodeBase64 } from './base64';
import { base64Readings, isBase64Only } from './base64-readings';
import { fromByteString, toByteString } from './byte-string';
import { encodingReadings, type TypeReading } from './declared-readings';
import { decodeQuotedPrintable } from './quoted-printable';
import type { ByteString, MimePart } from './types';
import { decodeUuencoded } from './uuencode';

const identity: ReadonlySet<string> = new Set(['', '7bit', '8bit', 'binary']);
const known: ReadonlySet<string> = new Set(['base64', 'quoted-printable', 'x-uuencode', 'x-uue', 'uuencode']);

/** Other contents of one part: by every encoding that is declared in any form, or that its body plainly has. */
export interface OtherContents {
  readonly contents: readonly Uint8Array[];
  /** Lines of the body that are text for some readers, as they stand. */
  readonly text: ByteString;
}

export function otherContents(raw: Uint8Array, part: MimePart, codes: ReadonlySet<string>): OtherContents {
  const { transferEncoding } = part;
  const encodings = new Set(encodingReadings(part.fields));
  const body = toByteString(raw);
  const contents: Uint8Array[] = [];
  const isCode = isBase64Only(body);
  if (transferEncoding !== 'base64' && (encodings.has('base64') || isCode)) contents.push(decodeBase64(raw));
  const mayQuote = encodings.has('quoted-printable') || codes.has('mime.multipart-encoded') || encodings.size === 0;
  if (transferEncoding !== 'quoted-printable' && mayQuote && /=[0-9A-F]{2}|=\r?\n/i.test(body)) {
    if (encodings.has('quoted-printable') || !identity.has(transferEncoding) || codes.has('mime.multipart-encoded')) {
      contents.push(decodeQuotedPrintable(raw));
    }
  }
  if (encodings.has('x-uuencode')) contents.push(decodeUuencoded(raw));
  const isDoubtful = encodings.size !== 1 || !known.has(transferEncoding);
  if (!identity.has(transferEncoding) && isDoubtful && !isCode) contents.push(raw);
  if (transferEncoding !== 'base64' && !encodings.has('base64')) return { contents, text: '' };
  const { contents: others, text } = base64Readings(body);
  return { contents: [...contents, ...others], text };
}

const maxBoundaries = 5;

/** The part as a multipart, for readers that take another type, or the boundary alone, for the declared one. */
export function otherMultiparts(part: MimePart, raw: Uint8Array, types: readonly TypeReading[]): readonly Uint8Array[] {
  const fields = part.fields.filter(({ key }) => key === 'content-type');
  const isMultipart = types.some(({ mediaType }) => mediaType.startsWith('multipart/'));
  const boundaries = fields.flatMap(({ body }) =>
    [...body.matchAll(/boundary\s{0,20}\*?\d{0,3}\*?\s{0,20}=\s{0,20}(?:"([^"]{1,200})"|([^";\s]{1,200}))/gi)].map(
      (match) => match[1] ?? match[2] ?? '',
    ),
  );
  if (boundaries.length > 0) {
    return [...new Set(boundaries)].slice(0, maxBoundaries).map((text) => asMultipart(text, raw));
  }
  return isMultipart ? [withHeader('Content-Type: multipart/mixed\r\n\r\n', raw)] : [];
}

function asMultipart(boundary: ByteString, body: Uint8Array): Uint8Array {
  const quoted = boundary.replace(/["\\\r\n]/g, (unit) => (unit < ' ' ? '' : `\\${unit}`));
  return withHeader(`Content-Type: multipart/mixed; boundary="${quoted}"\r\n\r\n`, body);
}

function withHeader(header: string, body: Uint8Array): Uint8Array {
  const joined = new Uint8Array(header.length + body.length);
  joined.set(fromByteString(header));
  joined.set(body, header.length);
  return joined;
}

/** A text as programs show it that know nothing of its charset: without escape signs. */
export function otherTexts(content: Uint8Array): readonly Uint8Array[] {
  const text = toByteString(content);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of ISO 2022
  return [fromByteString(text.replace(/\x1b[$(]{1,2}[A-Z@]?|[\x0e\x0f]/g, ' '))];
}
