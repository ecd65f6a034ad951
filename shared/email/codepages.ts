import { decodeWindows1252 } from './byte-string';

/** Windows code pages by their usual labels; what this runtime does not know falls back to windows-1252. */
const LABELS: ReadonlyMap<number, string> = new Map([
  [437, 'windows-1252'],
  [866, 'ibm866'],
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [1200, 'utf-16le'],
  [10000, 'macintosh'],
  [20127, 'windows-1252'],
  [20866, 'koi8-r'],
  [20932, 'euc-jp'],
  [21866, 'koi8-u'],
  [50220, 'iso-2022-jp'],
  [50221, 'iso-2022-jp'],
  [51932, 'euc-jp'],
  [51949, 'euc-kr'],
  [52936, 'gb18030'],
  [54936, 'gb18030'],
  [65001, 'utf-8'],
]);

export function charsetOf(codepage: number | undefined): string {
  if (codepage === undefined) {
    return 'windows-1252';
  }
  const known = LABELS.get(codepage);
  if (known !== undefined) {
    return known;
  }
  if (codepage >= 1250 && codepage <= 1258) {
    return `windows-${codepage}`;
  }
  const isIso = codepage >= 28591 && codepage <= 28606 && codepage !== 28602;
  return isIso ? `iso-8859-${codepage - 28590}` : 'windows-1252';
}

export function decodeCodepage(bytes: Uint8Array, codepage: number | undefined): string {
  const charset = charsetOf(codepage);
  // Not by the runtime: some versions of Node read it as Latin-1, and lose quotation marks, dashes and the euro.
  if (charset === 'windows-1252') {
    return decodeWindows1252(bytes);
  }
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return decodeWindows1252(bytes);
  }
}

/** Code pages of Windows by language (the lower ten bits of a locale's number), where they are not 1252. */
const BY_LANGUAGE: ReadonlyMap<number, number> = new Map([
  [0x01, 1256],
  [0x02, 1251],
  [0x04, 936],
  [0x05, 1250],
  [0x08, 1253],
  [0x0d, 1255],
  [0x0e, 1250],
  [0x11, 932],
  [0x12, 949],
  [0x15, 1250],
  [0x18, 1250],
  [0x19, 1251],
  [0x1b, 1250],
  [0x1e, 874],
  [0x1f, 1254],
  [0x22, 1251],
  [0x24, 1250],
  [0x25, 1257],
  [0x26, 1257],
  [0x27, 1257],
  [0x29, 1256],
  [0x2a, 1258],
]);
const TRADITIONAL_CHINESE: ReadonlySet<number> = new Set([0x0404, 0x0c04, 0x1404]);

/**
 * The code page of strings that are not Unicode: the message's own, else that of its language, else that of its body,
 * which says less: many programs write UTF-8 there and strings in another.
 */
export function stringCodepage(
  own: number | undefined,
  locale: number | undefined,
  body: number | undefined,
): number | undefined {
  if (own !== undefined && own !== 1200) {
    return own;
  }
  if (locale !== undefined && locale !== 0) {
    return TRADITIONAL_CHINESE.has(locale) ? 950 : (BY_LANGUAGE.get(locale & 0x3ff) ?? 1252);
  }
  return body;
}
