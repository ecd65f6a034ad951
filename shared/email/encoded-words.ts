import { joinBytes } from '../text/join-bytes';
import { remember } from '../text/remember';
import { decodeBase64 } from './base64';
import { decodeByteString, fromByteString, isAscii } from './byte-string';
import { decodeCharset, isKnownCharset } from './charset';
import type { IssueCode } from './issue-codes';
import { ignoreIssues, type Note } from './issues';
import { decodeQ } from './quoted-printable';
import type { ByteString } from './types';
import { isPlainLine, showControls } from './visible-controls';

/**
 * Header text for reading: unfolded, with encoded words (RFC 2047) decoded.
 *
 * Decoded where real programs decode them, not only where RFC 2047 section 5 allows it: what matters is what the
 * reader of the mail saw. Nothing decoded can hold a line end (see visible-controls.ts).
 */

/** `=?charset*language?encoding?`; the charset is bounded, so that no start costs more than a look. */
const opening = /=\?([^?\s]{1,80})\?([bBqQ])\?/y;

interface Word {
  readonly end: number;
  /** In lower case, without the language of RFC 2231 section 5. */
  readonly charset: string;
  readonly bytes: Uint8Array;
}

/** Remembers the last result of a forward search: many encoded words with one far `?=` stay linear. */
function forwardSearch(text: string, needle: string): (from: number) => number {
  let searchedFrom = 0;
  let found = text.indexOf(needle);
  return (from) => {
    if (from < searchedFrom || (found !== -1 && found < from)) {
      searchedFrom = from;
      found = text.indexOf(needle, from);
    }
    return found;
  };
}

/** So many encoded words of a field are decoded: the longest list of recipients that was seen has 2,710. */
export const MAX_ENCODED_WORDS = 5_000;

/** Takes the line ends of folds out (RFC 5322 section 2.2.3). */
export function unfold(body: ByteString): ByteString {
  if (!body.includes('\n')) return body;
  return body.includes('\r') ? body.replace(/\r?\n/g, '') : body.split('\n').join('');
}

/** Decodes a field body, or a piece of one; `base` is the offset of its first byte in the message, for issues. */
export function decodeHeaderText(body: ByteString, base = 0, note: Note = ignoreIssues): string {
  if (isPlainLine(body) && !body.includes('=?')) return body;
  const unfolded = (piece: ByteString): string => decodeByteString(unfold(piece));
  if (!body.includes('=?')) return showControls(unfolded(body));
  const pieces: string[] = [];
  const nextOpen = forwardSearch(body, '=?');
  const readWord = wordReader(body, base, note);
  let pending: Word[] = [];
  let literalStart = 0;
  let tried = 0;
  for (let at = nextOpen(0); at !== -1; tried += 1) {
    if (tried >= MAX_ENCODED_WORDS) {
      note('encoded-word.too-many', base + at, base + body.length);
      break;
    }
    const word = readWord(at);
    if (word === undefined) {
      at = nextOpen(at + 1);
      continue;
    }
    const literal = body.slice(literalStart, at);
    const isAdjacent = pending.length > 0 && /^[ \t\r\n]*$/.test(literal);
    if (!isAdjacent) {
      pieces.push(decodeWords(pending), unfolded(literal));
      pending = [];
    }
    pending.push(word);
    literalStart = word.end;
    at = nextOpen(word.end);
  }
  pieces.push(decodeWords(pending), unfolded(body.slice(literalStart)));
  return showControls(pieces.join(''));
}

function wordReader(body: ByteString, base: number, note: Note): (at: number) => Word | undefined {
  const nextClose = forwardSearch(body, '?=');
  const nextOpen = forwardSearch(body, '=?');
  return (at) => {
    opening.lastIndex = at;
    const match = opening.exec(body);
    if (match === null) return undefined;
    const textStart = opening.lastIndex;
    const close = nextClose(textStart);
    if (close === -1 || isOpening(body, nextOpen(textStart), close)) {
      note('encoded-word.unclosed', base + at, base + textStart);
      return undefined;
    }
    const text = body.slice(textStart, close);
    const charset = (match[1] ?? '').replace(/\*.*$/, '').toLowerCase();
    noteOddities(text, charset, (code) => note(code, base + at, base + close + 2));
    const bytes = fromByteString(unfold(text));
    return {
      end: close + 2,
      charset,
      bytes: match[2] === 'b' || match[2] === 'B' ? decodeBase64(bytes) : decodeQ(bytes),
    };
  };
}

/** Whether another encoded word begins before this one is closed. */
function isOpening(body: ByteString, at: number, close: number): boolean {
  if (at === -1 || at + 2 > close) return false;
  opening.lastIndex = at;
  return opening.test(body) && opening.lastIndex <= close;
}

/** The same few labels stand in most words. */
const isKnown = remember(200, isKnownCharset);

function noteOddities(text: ByteString, charset: string, note: (code: IssueCode) => void): void {
  if (!isKnown(charset)) note('encoded-word.charset-unknown');
  if (/[ \t\r\n]/.test(text)) note('encoded-word.blank');
  if (text.includes('?')) note('encoded-word.question-mark');
  if (!isAscii(text)) note('encoded-word.raw-8bit');
}

/** Decodes a run of adjacent words; a character may be cut over two words of one charset, as many programs do. */
function decodeWords(words: readonly Word[]): string {
  const pieces: string[] = [];
  for (let first = 0; first < words.length; ) {
    const charset = words[first]?.charset ?? '';
    let last = first + 1;
    while (words[last]?.charset === charset) last += 1;
    pieces.push(decodeCharset(joinBytes(words.slice(first, last).map(({ bytes }) => bytes)), charset));
    first = last;
  }
  return pieces.join('');
}
