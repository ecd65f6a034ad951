import { decodeBytes, decodeWindows1252 } from './byte-string';
import { oddDecoder } from './odd-charsets';

/**
 * Charset labels and decoding.
 *
 * Labels are looked up in a fixed table first: `new TextDecoder('nonsense')` throws, and a header may hold a hundred
 * thousand nonsense labels.
 */

/** Labels of the WHATWG encoding standard that mail uses, with the label that TextDecoder is asked for. */
const decoderLabels: ReadonlyMap<string, string> = new Map(
  [
    'utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8 unicode11utf8 unicode20utf8',
    'ibm866 866 cp866 csibm866',
    'iso-8859-2 latin2 l2 iso8859-2 iso_8859-2 iso88592 csisolatin2 iso-ir-101 iso_8859-2:1987',
    'iso-8859-3 latin3 l3 iso8859-3 iso_8859-3 csisolatin3 iso-ir-109 iso88593 iso_8859-3:1988',
    'iso-8859-4 latin4 l4 iso8859-4 iso_8859-4 csisolatin4 iso-ir-110 iso88594 iso_8859-4:1988',
    'iso-8859-5 cyrillic iso8859-5 iso_8859-5 csisolatincyrillic iso-ir-144 iso88595 iso_8859-5:1988',
    'iso-8859-6 arabic iso8859-6 iso_8859-6 iso-8859-6-e iso-8859-6-i asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-ir-127 iso88596 iso_8859-6:1987',
    'iso-8859-7 greek greek8 iso8859-7 iso_8859-7 ecma-118 csisolatingreek elot_928 iso-ir-126 iso88597 iso_8859-7:1987 sun_eu_greek',
    'iso-8859-8 hebrew iso8859-8 iso_8859-8 iso-8859-8-e visual csiso88598e csisolatinhebrew iso-ir-138 iso88598 iso_8859-8:1988',
    'iso-8859-8-i logical csiso88598i',
    'iso-8859-10 latin6 l6 iso8859-10 csisolatin6 iso-ir-157 iso885910',
    'iso-8859-13 iso8859-13 iso885913',
    'iso-8859-14 iso8859-14 iso885914',
    'iso-8859-15 latin9 l9 iso8859-15 iso_8859-15 csisolatin9 iso885915',
    'iso-8859-16',
    'koi8-r koi8 koi cskoi8r koi8_r',
    'koi8-u koi8-ru',
    'macintosh mac x-mac-roman csmacintosh',
    'windows-874 iso-8859-11 iso8859-11 tis-620 dos-874 iso885911',
    'windows-1250 cp1250 x-cp1250 1250',
    'windows-1251 cp1251 x-cp1251 1251 win-1251',
    'windows-1253 cp1253 x-cp1253',
    'windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso_8859-9 latin5 l5 csisolatin5 iso-ir-148 iso88599 iso_8859-9:1989',
    'windows-1255 cp1255 x-cp1255',
    'windows-1256 cp1256 x-cp1256',
    'windows-1257 cp1257 x-cp1257',
    'windows-1258 cp1258 x-cp1258',
    'x-mac-cyrillic x-mac-ukrainian',
    'gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 cp936 ms936 x-gbk euc-cn csiso58gb231280 iso-ir-58',
    'gb18030',
    'big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950',
    'euc-jp cseucpkdfmtjapanese x-euc-jp eucjp',
    'iso-2022-jp csiso2022jp iso-2022-jp-1 iso-2022-jp-ms',
    'shift_jis shift-jis sjis x-sjis ms_kanji csshiftjis windows-31j cp932 ms932',
    'euc-kr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean cseuckr windows-949 cp949 csksc56011987 iso-ir-149',
    'utf-16le utf-16 ucs-2 unicode csunicode iso-10646-ucs-2 unicodefeff',
    'utf-16be unicodefffe',
  ].flatMap((line) => {
    const labels = line.split(' ');
    return labels.map((label): [string, string] => [label, labels[0] ?? label]);
  }),
);

const windows1252Labels: ReadonlySet<string> = new Set(
  'windows-1252 cp1252 x-cp1252 1252 iso-8859-1 iso8859-1 iso_8859-1 iso88591 latin1 l1 cp819 ibm819 csisolatin1 iso-ir-100 iso_8859-1:1987'.split(
    ' ',
  ),
);

const asciiLabels: ReadonlySet<string> = new Set('us-ascii ascii ansi_x3.4-1968 iso-ir-6 cp367 us'.split(' '));

/** Whether the label names a charset that can be decoded; an unknown one is worth an issue. */
export function isKnownCharset(label: string): boolean {
  const key = label.trim().toLowerCase();
  return decoderLabels.has(key) || windows1252Labels.has(key) || asciiLabels.has(key) || oddDecoder(key) !== undefined;
}

/** A charset that few mail programs still read, or none should: the same bytes are another text for the others. */
export function isUnusualCharset(label: string): boolean {
  const key = label.trim().toLowerCase();
  return oddDecoder(key) !== undefined || /^utf-?(?:16|32)|^ucs-/.test(key);
}

/** The charset that the bytes themselves show: a byte order mark of UTF-16, or every other byte NUL. */
export function plainCharset(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length < 8 || bytes.indexOf(0) === -1) return undefined;
  const nuls = [0, 0];
  const looked = Math.min(bytes.length, 512);
  for (let at = 0; at < looked; at += 1) {
    if (bytes[at] === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = nuls;
  if (odd > looked * 0.35 && even < looked * 0.05) return 'utf-16le';
  return even > looked * 0.35 && odd < looked * 0.05 ? 'utf-16be' : undefined;
}

/** Bytes in a declared charset as text. An unknown or missing label means: UTF-8 where valid, else windows-1252. */
export function decodeCharset(bytes: Uint8Array, label: string): string {
  const key = label.trim().toLowerCase();
  if (windows1252Labels.has(key)) return decodeWindows1252(bytes);
  const decoder = decoderLabels.get(key);
  if (decoder !== undefined) return decodeWith(bytes, decoder);
  return oddDecoder(key)?.(bytes) ?? decodeBytes(bytes);
}

const escapeByte = 0x1b;
const escapeBytes = 3;

/**
 * Escape sequences of ISO-2022-JP that another one follows at once: they say nothing, and the encoding standard makes a
 * replacement character of them. They stand wherever a text was put together from pieces, such as two encoded words.
 */
function withoutIdleEscapes(bytes: Uint8Array): Uint8Array {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const isIdle = bytes[at] === escapeByte && isEscape(bytes, at) && isEscape(bytes, at + escapeBytes);
    if (isIdle) at += escapeBytes;
    else {
      kept[length] = bytes[at] ?? 0;
      length += 1;
      at += 1;
    }
  }
  return kept.subarray(0, length);
}

/** The sequences that the encoding standard knows: `ESC ( B`, `ESC ( J`, `ESC ( I`, `ESC $ @`, `ESC $ B`. */
function isEscape(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== escapeByte) return false;
  const [kind, set] = [bytes[at + 1], bytes[at + 2]];
  return kind === 0x28 ? set === 0x42 || set === 0x4a || set === 0x49 : kind === 0x24 && (set === 0x40 || set === 0x42);
}

function decodeWith(bytes: Uint8Array, label: string): string {
  try {
    return new TextDecoder(label).decode(label === 'iso-2022-jp' ? withoutIdleEscapes(bytes) : bytes);
  } catch {
    // A runtime built without this charset's table: readable is better than nothing.
    return decodeBytes(bytes);
  }
}
