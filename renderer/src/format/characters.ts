/**
 * Characters that can fool a reader: controls, bidirectional marks, invisible and look-alike blanks.
 *
 * Short names follow the Unicode code charts' abbreviations.
 */
const NAMED: Readonly<Record<number, string>> = {
  0: 'NUL',
  7: 'BEL',
  8: 'BS',
  9: 'TAB',
  10: 'LF',
  11: 'VT',
  12: 'FF',
  13: 'CR',
  27: 'ESC',
  127: 'DEL',
  160: 'NBSP',
  173: 'SHY',
  847: 'CGJ',
  1564: 'ALM',
  4447: 'HCF',
  4448: 'HJF',
  6158: 'MVS',
  8203: 'ZWSP',
  8204: 'ZWNJ',
  8205: 'ZWJ',
  8206: 'LRM',
  8207: 'RLM',
  8232: 'LS',
  8233: 'PS',
  8234: 'LRE',
  8235: 'RLE',
  8236: 'PDF',
  8237: 'LRO',
  8238: 'RLO',
  8288: 'WJ',
  8294: 'LRI',
  8295: 'RLI',
  8296: 'FSI',
  8297: 'PDI',
  12288: 'IDSP',
  12644: 'HF',
  65279: 'BOM',
  65440: 'HWHF',
};

/** `U+202E`. */
export function codePointText(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Whether a character leaves nothing, or something misleading, on the screen. */
export function isInvisible(codePoint: number): boolean {
  return (
    codePoint < 0x20 ||
    (codePoint >= 0x7f && codePoint <= 0xa0) ||
    NAMED[codePoint] !== undefined ||
    (codePoint >= 0x2000 && codePoint <= 0x200a) ||
    (codePoint >= 0x206a && codePoint <= 0x206f) ||
    (codePoint >= 0xfff0 && codePoint <= 0xfffb) ||
    (codePoint >= 0xe0000 && codePoint <= 0xe007f) ||
    (codePoint >= 0xe0100 && codePoint <= 0xe01ef)
  );
}

/** `RLO U+202E`, or only the code point where there is no short name. */
export function characterLabel(codePoint: number): string {
  const name = NAMED[codePoint];
  return name === undefined ? codePointText(codePoint) : `${name} ${codePointText(codePoint)}`;
}
