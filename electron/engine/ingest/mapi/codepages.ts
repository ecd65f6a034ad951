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
  try {
    return new TextDecoder(charsetOf(codepage)).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
