import { decodeBase64 } from './base64';
import { fromByteString, toByteString } from './byte-string';
import type { ByteString } from './types';

/**
 * Charsets that browsers have given up because they hide things: UTF-7, HZ, ISO-2022-KR, and UTF-32.
 *
 * Some mail programs still read them. Text in them looks like harmless ASCII to everybody else.
 */
type Decoder = (bytes: Uint8Array) => string;

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ...['utf-7', 'utf7', 'unicode-1-1-utf-7', 'csunicode11utf7', 'x-unicode-2-0-utf-7'].map(
    (label): [string, Decoder] => [label, decodeUtf7],
  ),
  ...['utf-7-imap', 'x-imap4-modified-utf7', 'x-imap-utf-7'].map((label): [string, Decoder] => [
    label,
    (bytes) => decodeUtf7(bytes, /&([A-Za-z0-9+,]*)-?/g),
  ]),
  ...['hz-gb-2312', 'hz'].map((label): [string, Decoder] => [label, decodeHz]),
  ...['iso-2022-kr', 'csiso2022kr'].map((label): [string, Decoder] => [
    label,
    (bytes) => decodeShifted(bytes, 'euc-kr'),
  ]),
  ...['iso-2022-cn', 'iso-2022-cn-ext'].map((label): [string, Decoder] => [
    label,
    (bytes) => decodeShifted(bytes, 'gbk'),
  ]),
  ...['utf-32', 'utf-32be', 'ucs-4', 'iso-10646-ucs-4'].map((label): [string, Decoder] => [
    label,
    (bytes) => decodeUtf32(bytes, bytes[0] === 0xff || (label === 'utf-32' && bytes[0] !== 0)),
  ]),
  ['utf-32le', (bytes) => decodeUtf32(bytes, true)],
]);

/** A decoder for a label in lower case, or undefined. */
export function oddDecoder(label: string): Decoder | undefined {
  return decoders.get(label);
}

/** RFC 2152: base64 of UTF-16 between `+` and `-`. */
function decodeUtf7(bytes: Uint8Array, shift = /\+([A-Za-z0-9+/]*)-?/g): string {
  return toByteString(bytes).replace(shift, (whole, letters: string) => {
    if (letters === '') return whole[0] ?? '';
    const units = decodeBase64(fromByteString(letters.replaceAll(',', '/')));
    return new TextDecoder('utf-16be', { ignoreBOM: true }).decode(units.subarray(0, units.length & ~1));
  });
}

/** RFC 1843: two-byte letters between `~{` and `~}`, `~~` for a tilde, `~` at a line's end joins lines. */
function decodeHz(bytes: Uint8Array): string {
  const eight = toByteString(bytes)
    .replace(/~\{([^~\r\n]*)(?:~\}|(?=[~\r\n])|$)/g, (_, letters: ByteString) => raise(letters))
    .replace(/~(~|\r?\n)/g, (_, after: string) => (after === '~' ? '~' : ''));
  return decodeAs(fromByteString(eight), 'gbk');
}

/** RFC 1557, RFC 1922: two-byte letters between the signs SO and SI. */
function decodeShifted(bytes: Uint8Array, label: string): string {
  const eight = toByteString(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the shift signs of the charset
    .replace(/\x1b\$[)*+][A-Z]/g, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the shift signs of the charset
    .replace(/\x0e([^\x0f\r\n]*)\x0f?/g, (_, letters: ByteString) => raise(letters));
  return decodeAs(fromByteString(eight), label);
}

function raise(letters: ByteString): ByteString {
  return letters.replace(/[!-~]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) | 0x80));
}

function decodeAs(bytes: Uint8Array, label: string): string {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    // A runtime built without this charset's table: the letters stay as they are.
    return toByteString(bytes);
  }
}

function decodeUtf32(bytes: Uint8Array, isLittle: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, isLittle);
    if (code !== 0xfeff) pieces.push(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
  }
  return pieces.join('');
}
