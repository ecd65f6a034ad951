import { decodeBytes, fromByteString } from '../../email/byte-string';
import type { ByteString, Span } from '../../email/types';

/** A string of a PDF with its escapes undone, and where it stands. */
export interface PdfString {
  readonly bytes: ByteString;
  readonly span: Span;
}

const LONGEST = 2000;
const LITERAL = /\s{0,20}\(((?:[^()\\]|\\[\s\S]){0,2000})\)/y;
const HEX = /\s{0,20}<([0-9A-Fa-f\s]{0,2000})>/y;

/** The literal or hexadecimal string at `at` (ISO 32000-1 section 7.3.4); one with brackets inside of it is not read. */
export function pdfStringAt(content: ByteString, at: number): PdfString | undefined {
  for (const form of [LITERAL, HEX]) {
    form.lastIndex = at;
    const match = form.exec(content);
    const written = match?.[1];
    if (match !== null && written !== undefined && written.length <= LONGEST) {
      const start = at + match[0].length - 1 - written.length;
      const bytes = form === LITERAL ? unescaped(written) : fromHex(written);
      return { bytes, span: { start, end: start + written.length } };
    }
  }
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescaped(written: ByteString): ByteString {
  return written.replace(/\\([0-7]{1,3}|\r?\n|[\s\S])/g, (_, sign: string) => {
    if (/^[0-7]/.test(sign)) return String.fromCharCode(Number.parseInt(sign, 8) & 255);
    return /^\r?\n$/.test(sign) ? '' : (ESCAPES[sign] ?? sign);
  });
}

function fromHex(written: ByteString): ByteString {
  const digits = written.replace(/\s/g, '');
  return digits.replace(/..?/g, (pair) => String.fromCharCode(Number.parseInt(pair.padEnd(2, '0'), 16)));
}

/** UTF-16 or UTF-8 with its mark (ISO 32000-2 section 7.9.2), else what the bytes are. */
export function pdfText(bytes: ByteString): string {
  if (bytes.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(fromByteString(bytes.slice(2)));
  return decodeBytes(fromByteString(bytes.startsWith('\xef\xbb\xbf') ? bytes.slice(3) : bytes));
}
