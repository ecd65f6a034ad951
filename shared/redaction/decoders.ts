/** Ways in which mail and lists write text so that it does not look like it; each undone over a whole text at once. */
import { decodeBase64 } from '../email/base64';
import { decodeBytes, decodeWindows1252, fromByteString, toByteString } from '../email/byte-string';
import { decodeHeaderText } from '../email/encoded-words';
import { decodeHtmlText } from '../email/html-text';
import { joinedRuns, type Reading, substituteNear } from './reading';

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
  { encoding: 'hex', decode: (reading) => [0, 1].flatMap((skip) => hexReading(reading, skip)) },
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
  return decodeBytes(bytesOf(hex));
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length >> 1 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}

/** A shorter run holds no value that is looked for. */
const BASE64_WORD = /[A-Za-z0-9+/_-]{8,}={0,2}/g;
/** Over the ends of lines: without them a word of text that stands in front would be read with it. */
const BASE64_LINES = /[A-Za-z0-9+/_-](?:[A-Za-z0-9+/_-]|\r?\n[ \t]?(?=[A-Za-z0-9+/_-])){7,}={0,2}/g;
const HEX_RUN = /[0-9a-fA-F]{10,}/g;

/** Base64 of either alphabet, begun at one of four places: an encoded text may stand anywhere in a longer run. */
function base64Readings(reading: Reading): readonly Reading[] {
  const words = lettersIn(reading.text, BASE64_WORD);
  const overLines = lettersIn(reading.text, BASE64_LINES);
  // Where no run goes over the end of a line, both are the same.
  const kinds = overLines.some(({ hasBreak }) => hasBreak) ? [words, overLines] : [words];
  return [0, 1, 2, 3].flatMap((skip) =>
    kinds.flatMap((runs) => decodedRuns(reading, runs, ({ letters }) => decodeBase64(letters.subarray(skip)))),
  );
}

interface Base64Run extends Run {
  /** Without blanks and padding. */
  readonly letters: Uint8Array;
  readonly hasBreak: boolean;
}

function lettersIn(text: string, pattern: RegExp): readonly Base64Run[] {
  return runsIn(text, pattern).map((run) => {
    const hasBreak = run.text.includes('\n');
    const letters = fromByteString(hasBreak || run.text.endsWith('=') ? run.text.replace(/[\s=]+/g, '') : run.text);
    return { ...run, letters, hasBreak };
  });
}

function hexReading(reading: Reading, skip: number): readonly Reading[] {
  return decodedRuns(reading, runsIn(reading.text, HEX_RUN), ({ text }) => bytesOf(text.slice(skip)));
}

/** What looks encoded, and where. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function runsIn(text: string, pattern: RegExp): readonly Run[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: run }) => ({
    start: index,
    end: index + run.length,
    text: run,
  }));
}

/** Nothing but what the runs hold, each on a line of its own: what stands beside a run does not belong to it. */
function decodedRuns<R extends Run>(
  reading: Reading,
  runs: readonly R[],
  decode: (run: R) => Uint8Array,
): readonly Reading[] {
  const seen = runs
    .map((run) => ({ start: run.start, end: run.end, text: asSeen(decode(run)) }))
    .filter(({ text }) => text !== '');
  return seen.length === 0 ? [] : [joinedRuns(reading, seen)];
}

/** What only looks encoded decodes to noise: seven signs of text in a row have to come out, five of UTF-16. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: text has none
const HAS_TEXT = /[^\x00-\x1f\x7f\ufffd]{7}/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL stands between the letters of UTF-16
const HAS_UTF16 = /(?:[\x20-\xff]\x00){5}/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: text has none
const CONTROLS = /[\x00-\x08\x0e-\x1f\x7f]/;

const lenientUtf8 = new TextDecoder('utf-8');

/** The text that bytes hold; empty where they hold none. Noise on its sides does not hide UTF-8. */
function asSeen(bytes: Uint8Array): string {
  const text = lenientUtf8.decode(bytes);
  const isUtf8 = !text.includes('\ufffd');
  if (isUtf8 && !CONTROLS.test(text)) {
    return text;
  }
  const hasText = HAS_TEXT.test(text) || HAS_UTF16.test(toByteString(bytes));
  return hasText ? `${decodeWindows1252(bytes)}${isUtf8 ? '' : `\n\n${text}`}` : '';
}
