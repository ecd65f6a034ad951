/** Ways in which mail and lists write text so that it does not look like it; each undone over a whole text at once. */
import { decodeBase64 } from '../email/base64';
import { decodeBytes, fromByteString, toByteString } from '../email/byte-string';
import { decodeHeaderText } from '../email/encoded-words';
import { decodeHtmlText } from '../email/html-text';
import { decodeUtf8 } from '../text/utf8';
import { type Reading, substitute } from './reading';

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
    /\\u(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4}))|\\x([0-9a-fA-F]{2})|<U\+([0-9A-F]{4,6})>|\\([/@.])/g,
    escapeOf,
  ),
  decoder('defanged', /[[({]\s*(dot|at|\.|@)\s*[\])}]/gi, ([, sign = '']) => DEFANGED[sign.toLowerCase()] ?? sign),
  decoder('tags', /<!--(?:(?!-->|<!--)[\s\S])*-->|<\/?([a-zA-Z!?][^\s<>/]{0,30})[^<>]{0,4000}>/g, ([, name = '']) =>
    INLINE.test(name) ? '' : '\n',
  ),
  decoder('encoded-word', /(?:=\?[^?\s]{1,80}\?[bBqQ]\?[^?]*\?=(?:\s+(?==\?))?)+/g, ([all]) => decodeHeaderText(all)),
  { encoding: 'base64', decode: (reading) => [0, 1, 2, 3].flatMap((skip) => base64Reading(reading, skip)) },
  { encoding: 'hex', decode: (reading) => [0, 1].flatMap((skip) => hexReading(reading, skip)) },
];

function decoder(
  encoding: Encoding,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string | undefined,
): Decoder {
  return { encoding, decode: (reading) => changed(reading, substitute(reading, pattern, replace)) };
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

function escapeOf([, braced, unicode, byte, shown, sign]: RegExpExecArray): string | undefined {
  const code = Number.parseInt(braced ?? unicode ?? byte ?? shown ?? '', 16);
  return sign ?? (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);
}

/** Pairs of hexadecimal digits as UTF-8, else as windows-1252. */
function bytesAsText(hex: string): string {
  return decodeBytes(bytesOf(hex));
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length >> 1 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}

/** A shorter run holds no value that is looked for. */
const BASE64_RUN = /[A-Za-z0-9+/_-](?:[A-Za-z0-9+/_-]|\r?\n[ \t]?(?=[A-Za-z0-9+/_-])){7,}={0,2}/g;
const HEX_RUN = /[0-9a-fA-F]{10,}/g;

/** Base64 of either alphabet, begun at one of four places: an encoded text may stand anywhere in a longer run. */
function base64Reading(reading: Reading, skip: number): readonly Reading[] {
  const read = substitute(reading, BASE64_RUN, ([run]) => {
    const letters = run
      .replace(/[\s=]+/g, '')
      .slice(skip)
      .replaceAll('-', '+')
      .replaceAll('_', '/');
    return asSeen(decodeBase64(fromByteString(letters)));
  });
  return changed(reading, read);
}

function hexReading(reading: Reading, skip: number): readonly Reading[] {
  return changed(
    reading,
    substitute(reading, HEX_RUN, ([run]) => asSeen(bytesOf(run.slice(skip)))),
  );
}

/** What only looks encoded decodes to noise: text, or seven signs of text in a row (also of UTF-16), have to come out. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL stands between the letters of UTF-16
const HAS_TEXT = /[\x20-\x7e]{7}|(?:[\x20-\x7e]\x00){5}|^[\s\x20-\x7e]+$/;

/** Decoded text between blanks, so that a value in it does not run together with what stands beside. */
function asSeen(bytes: Uint8Array): string | undefined {
  const isText = decodeUtf8(bytes) !== undefined || HAS_TEXT.test(toByteString(bytes));
  return isText ? ` ${decodeBytes(bytes)} ` : undefined;
}
