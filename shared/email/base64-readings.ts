import { decodeBase64 } from './base64';
import { fromByteString } from './byte-string';
import type { ByteString } from './types';

/** What readers make of base64 that is not as it should be: padding in the middle, foreign letters, text behind it. */
export interface Base64Readings {
  readonly contents: readonly Uint8Array[];
  /** Lines that are no base64 at all, for readers that see text there; empty when there are none. */
  readonly text: ByteString;
}

const none: Base64Readings = { contents: [], text: '' };
export function base64Readings(body: ByteString): Base64Readings {
  const pad = body.indexOf('=');
  const foreign = body.search(/[^A-Za-z0-9+/=\s]/);
  if (foreign === -1 && (pad === -1 || /^=+$/.test(body.slice(pad).trim()))) return none;
  const lines = body.split(/\r\n|\r|\n/);
  const isCode = (line: string): boolean => /^[A-Za-z0-9+/]*={0,3}\s*$/.test(line);
  const readings = [
    body.replaceAll('=', ''),
    body.replace(/[-_]/g, ''),
    lines.filter(isCode).join('\n'),
    pad === -1 ? '' : body.slice(0, pad),
    foreign === -1 ? '' : body.slice(0, foreign),
    untilClosed(lines),
  ];
  return {
    contents: [...new Set(readings)].filter((text) => text !== '').map((text) => decodeBase64(fromByteString(text))),
    text: lines.filter((line) => !isCode(line)).join('\n'),
  };
}

/** Up to the first line that ends with padding. */
function untilClosed(lines: readonly ByteString[]): ByteString {
  const last = lines.findIndex((line) => /=\s*$/.test(line));
  return last === -1 ? '' : lines.slice(0, last + 1).join('\n');
}

/** Whether a text is nothing but base64, so that a reader who lost its declaration would show letters only. */
export function isBase64Only(text: ByteString): boolean {
  const plain = text.trim();
  if (plain.length < 16 || !/^[A-Za-z0-9+/\r\n]+={0,2}$/.test(plain)) return false;
  return plain.replace(/\s+/g, '').length % 4 === 0;
}
