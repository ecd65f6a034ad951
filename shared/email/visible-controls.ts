import { decodeByteString } from './byte-string';
import type { ByteString } from './types';

/**
 * Control characters made visible.
 *
 * Text decoded from a header must never hold a raw CR, LF or NUL: written on into another file it would start a new
 * header field, a new log line or a new table row (CWE-93, CWE-117). Unicode has pictures for them (U+2400 block).
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for
const anyUnsafe = /[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]/;
/** A run of them is replaced as a whole: a million NULs are no more work than one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for
const unsafeRun = /[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]+/g;

/** Each of them with its picture. */
const pictures: ReadonlyMap<string, string> = new Map([
  ...Array.from({ length: 0x20 }, (_, code): [string, string] => [
    String.fromCharCode(code),
    String.fromCharCode(0x2400 + code),
  ]).filter(([unit]) => unit !== '\t'),
  ['\x7f', '\u2421'],
  ...['\x85', '\u2028', '\u2029'].map((unit): [string, string] => [unit, '\u2424']),
]);

const plainLine = /^[\t\x20-\x7e]*$/;

/** Printable 7-bit text on one line: stands for itself. */
export function isPlainLine(text: ByteString): boolean {
  return plainLine.test(text);
}

/** Bytes as a person reads them, with nothing that cannot be seen. */
export function toReadable(bytes: ByteString): string {
  return isPlainLine(bytes) ? bytes : showControls(decodeByteString(bytes));
}

/** Replaces C0 controls but the tab, DEL, NEL and the Unicode line and paragraph separators by visible pictures. */
export function showControls(text: string): string {
  if (!anyUnsafe.test(text)) return text;
  return text.replace(unsafeRun, (run) => {
    const [first = ''] = run;
    const isSame = run === first.repeat(run.length);
    return isSame ? pictureOf(first).repeat(run.length) : Array.from(run, pictureOf).join('');
  });
}

function pictureOf(sign: string): string {
  return pictures.get(sign) ?? sign;
}
