/**
 * The words of HTML, for the search index: no page is built and nothing is shown from here.
 *
 * One pass over the text by hand, so that a million `<` cost no more than a million letters.
 */
import { decodeWindows1252 } from '../../../shared/email/byte-string';
import { HTML_ENTITIES } from '../../../shared/email/html-entities';

/** Elements whose content nobody reads. */
const SILENT = ['script', 'style'] as const;
/** Elements within a line: a word goes on behind their tags (HTML, phrasing content). */
const INLINE: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr o:p q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

export function htmlWords(html: string, limit: number): string {
  const pieces: string[] = [];
  for (const { text } of runsOf(html, limit, false)) {
    pieces.push(text);
  }
  return pieces.join(' ').replace(/\s+/g, ' ').slice(0, limit);
}

/**
 * Words that tags within a line or comments divide, each as a reader sees it: `<b>W</b>ord` is shown as `Word`.
 *
 * They stand beside the words of `htmlWords`, in which every tag ends a word, as links side by side are words of their own.
 */
export function dividedWords(html: string, limit: number): readonly string[] {
  const found = new Set<string>();
  let length = 0;
  let word = '';
  let pieces = 0;
  const end = (): void => {
    if (pieces > 1 && word.length <= LONGEST_WORD && !found.has(word)) {
      found.add(word);
      length += word.length + 1;
    }
  };
  for (const { text, isJoined } of runsOf(html, limit, true)) {
    const first = isJoined ? firstWord(text) : '';
    if (first !== '' && word !== '') {
      word += word.length > LONGEST_WORD ? '' : first;
      pieces += 1;
      if (first.length === text.length) {
        continue;
      }
    }
    end();
    word = lastWord(text);
    pieces = 1;
    if (length > limit) {
      break;
    }
  }
  end();
  return [...found];
}

/** What is longer is no word: in the index such words stand in their pieces. */
const LONGEST_WORD = 64;
const AT_START = /^[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d]{1,65}/u;
const WORD_SIGN = /[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d]/u;

function firstWord(text: string): string {
  return AT_START.exec(text)?.[0] ?? '';
}

function lastWord(text: string): string {
  let start = text.length;
  while (start > 0 && text.length - start <= LONGEST_WORD && WORD_SIGN.test(text.charAt(start - 1))) {
    start -= 1;
  }
  return text.slice(start);
}

interface Run {
  readonly text: string;
  /** Nothing but tags within a line and comments stands between it and the run before. */
  readonly isJoined: boolean;
}

/** Text between tags; ends where `limit` signs of text were given. Where words are joined is told if it is asked. */
function* runsOf(html: string, limit: number, asksJoined: boolean): Generator<Run> {
  let isJoined = false;
  for (let at = 0, length = 0; at < html.length && length < limit; ) {
    const open = nextTag(html, at, at + limit);
    if (open > at) {
      const text = decodeEntities(html.slice(at, Math.min(open, at + limit)));
      yield { text, isJoined };
      length += text.length + 1;
      isJoined = asksJoined;
    }
    isJoined &&= isWithinLine(html, open);
    at = open >= html.length ? html.length : afterTag(html, open);
  }
}

/** A `<` begins a tag before a letter, `/`, `!` or `?` only (HTML, tokenization); before anything else it is text. */
function nextTag(html: string, from: number, last: number): number {
  for (let at = html.indexOf('<', from); at !== -1 && at < last; at = html.indexOf('<', at + 1)) {
    if (/[a-z/!?]/i.test(html.charAt(at + 1))) {
      return at;
    }
  }
  const next = html.indexOf('<', last);
  return next === -1 ? html.length : next;
}

function isWithinLine(html: string, open: number): boolean {
  const name = /^<(?:!--|\/?([a-z:]{1,10})(?=[\s/>]))/i.exec(html.slice(open, open + 14));
  return name !== null && (name[1] === undefined || INLINE.has(name[1].toLowerCase()));
}

function afterTag(html: string, open: number): number {
  if (html.startsWith('<!--', open)) {
    return indexAfter(html, '-->', open + 4);
  }
  const silent = SILENT.find((name) => html.slice(open + 1, open + 1 + name.length).toLowerCase() === name);
  const close = indexAfter(html, '>', open + 1);
  return silent === undefined ? close : afterElement(html, silent, close);
}

function afterElement(html: string, name: string, from: number): number {
  for (let at = html.indexOf('</', from); at !== -1; at = html.indexOf('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) {
      return indexAfter(html, '>', at);
    }
  }
  return html.length;
}

function indexAfter(text: string, needle: string, from: number): number {
  const at = text.indexOf(needle, from);
  return at === -1 ? text.length : at + needle.length;
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) {
    return text;
  }
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,7}));?/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) {
      return HTML_ENTITIES.get(String(name)) ?? HTML_ENTITIES.get(String(name).toLowerCase()) ?? whole;
    }
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    if (code >= 0x80 && code < 0xa0) {
      // What such a number means in HTML (numeric character reference end state).
      return decodeWindows1252(Uint8Array.of(code));
    }
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  });
}
