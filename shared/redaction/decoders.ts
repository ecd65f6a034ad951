/** Ways in which mail and lists write text so that it does not look like it; each undone over a whole text at once. */
import { decodeBytes, fromByteString } from '../email/byte-string';
import { decodeHeaderText } from '../email/encoded-words';
import { decodeHtmlText } from '../email/html-text';
import { base64Readings } from './base64-readings';
import { bytesOfHex, hexReadings } from './hex-readings';
import { type Reading, substituteNear } from './reading';

export type Encoding =
  | 'folded'
  | 'character-reference'
  | 'percent'
  | 'quoted-printable'
  | 'escape'
  | 'defanged'
  | 'tags'
  | 'encoded-word'
  | 'base64'
  | 'hex';

export interface Decoder {
  readonly encoding: Encoding;
  /** Readings that differ from the given one; none where nothing of the kind stands in it. */
  readonly decode: (reading: Reading) => readonly Reading[];
}

export const DECODERS: readonly Decoder[] = [
  decoder('folded', /\r?\n[ \t]+/g, () => ''),
  decoder('character-reference', /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,16});?/g, ([all]) => reference(all)),
  decoder('percent', /(?:%[89a-fA-F][0-9a-fA-F])+|%[0-7][0-9a-fA-F]/g, ([all]) => bytesAsText(all.replaceAll('%', ''))),
  decoder('quoted-printable', /=[ \t]*\r?\n|(?:=[89A-Fa-f][0-9A-Fa-f])+|=[0-7][0-9A-Fa-f]/g, ([all]) =>
    all.includes('\n') ? '' : bytesAsText(all.replaceAll('=', '')),
  ),
  decoder(
    'escape',
    /\\u(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4}))|\\x([0-9a-fA-F]{2})|<U\+([0-9A-F]{4,6})>|\\([/@.\\])|\\([rnt])/g,
    escapeOf,
  ),
  decoder('defanged', /[[({]\s*(dot|at|\.|@)\s*[\])}]/gi, ([, sign = '']) => DEFANGED[sign.toLowerCase()] ?? sign),
  decoder('tags', /<!--(?:(?!-->|<!--)[\s\S])*-->|<\/?([a-zA-Z!?][^\s<>/]{0,30})[^<>]{0,4000}>/g, ([, name = '']) =>
    INLINE.test(name) ? '' : '\n',
  ),
  decoder('encoded-word', /(?:=\?[^?\s]{1,80}\?[bBqQ]\?[^?]*\?=(?:\s+(?==\?))?)+/g, ([all]) => decodeHeaderText(all)),
  { encoding: 'base64', decode: base64Readings },
  { encoding: 'hex', decode: hexReadings },
];

function decoder(
  encoding: Encoding,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string | undefined,
): Decoder {
  return { encoding, decode: (reading) => changed(reading, substituteNear(reading, pattern, replace)) };
}

function changed(before: Reading, after: Reading): readonly Reading[] {
  return after === before ? [] : [after];
}

const DEFANGED: Readonly<Record<string, string>> = { dot: '.', at: '@' };

/** Tags that a reader does not see as a break; an empty name is a comment. */
const INLINE = /^(?:|a|abbr|b|bdo|big|code|em|font|i|ins|mark|o:p|s|small|span|strong|sub|sup|tt|u|wbr|!\[?.*)$/i;

const NAMED: Readonly<Record<string, string>> = {
  '&commat;': '@',
  '&period;': '.',
  '&lowbar;': '_',
  '&plus;': '+',
  '&equals;': '=',
  '&hyphen;': '-',
  '&dash;': '-',
  '&percnt;': '%',
};

function reference(text: string): string {
  return NAMED[text.toLowerCase()] ?? decodeBytes(fromByteString(decodeHtmlText(text)));
}

function escapeOf([, braced, unicode, byte, shown, sign, blank]: RegExpExecArray): string | undefined {
  if (blank !== undefined) {
    return blank === 't' ? '\t' : blank === 'n' ? '\n' : '\r';
  }
  const code = Number.parseInt(braced ?? unicode ?? byte ?? shown ?? '', 16);
  return sign ?? (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);
}

/** Pairs of hexadecimal digits as UTF-8, else as windows-1252. */
function bytesAsText(hex: string): string {
  return decodeBytes(bytesOfHex(hex));
}
