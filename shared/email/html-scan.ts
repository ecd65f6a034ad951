import { decodeHtmlText } from './html-text';
import type { ByteString } from './types';

/**
 * A reader of markup in mail: one pass, positions kept, nothing built, never throws.
 *
 * It reads byte strings: markup is ASCII in every charset that mail uses (UTF-16 apart, see `readDecodedBody`). It is
 * as tolerant as browsers are where that matters for what a reader sees; it does not follow the HTML standard's tree.
 */

export interface HtmlAttribute {
  /** In lower case. */
  readonly name: string;
  /** Character references decoded; still a byte string. */
  readonly value: ByteString;
  /** Of the value as written, without its quotation marks. */
  readonly start: number;
  readonly end: number;
}

export interface HtmlTag {
  /** In lower case. */
  readonly name: string;
  readonly isClosing: boolean;
  readonly start: number;
  readonly end: number;
  readonly attributes: readonly HtmlAttribute[];
}

export interface HtmlHandler {
  readonly text: (start: number, end: number) => void;
  readonly tag: (tag: HtmlTag) => void;
  readonly comment: (start: number, end: number) => void;
  /** The content of an element that is no markup: `style`, `script`, `title`, `textarea`. */
  readonly raw: (name: string, start: number, end: number) => void;
}

const RAW: ReadonlySet<string> = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'noframes']);
const MAX_ATTRIBUTES = 60;

/** Whether a letter stands at a place: only then `<` begins a tag. */
const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;
const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

/** Reads markup from its first byte to its last. */
export function scanHtml(html: ByteString, handler: HtmlHandler): void {
  let textStart = 0;
  let at = html.indexOf('<');
  while (at >= 0) {
    const markup = readMarkup(html, at);
    if (markup === undefined) {
      at = html.indexOf('<', at + 1);
      continue;
    }
    if (at > textStart) handler.text(textStart, at);
    textStart = report(html, at, markup, handler);
    at = html.indexOf('<', textStart);
  }
  if (textStart < html.length) handler.text(textStart, html.length);
}

type Markup = HtmlTag | { readonly commentEnd: number };

/** Reports what begins at `<`, with the raw content behind it; gives the place after it. */
function report(html: ByteString, start: number, markup: Markup, handler: HtmlHandler): number {
  if ('commentEnd' in markup) {
    handler.comment(start, markup.commentEnd);
    return markup.commentEnd;
  }
  handler.tag(markup);
  if (markup.isClosing || !RAW.has(markup.name)) return markup.end;
  const end = rawEnd(html, markup.name, markup.end);
  handler.raw(markup.name, markup.end, end);
  return end;
}

function readMarkup(html: ByteString, at: number): Markup | undefined {
  const next = html.charCodeAt(at + 1);
  if (isLetter(next)) return readTag(html, at, at + 1, false);
  if (next === 47) return isLetter(html.charCodeAt(at + 2)) ? readTag(html, at, at + 2, true) : undefined;
  if (next !== 33 && next !== 63) return undefined;
  const isComment = html.startsWith('<!--', at);
  const end = html.indexOf(isComment ? '-->' : '>', at + 2);
  return { commentEnd: end < 0 ? html.length : end + (isComment ? 3 : 1) };
}

function rawEnd(html: ByteString, name: string, from: number): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return at;
  }
  return html.length;
}

function readTag(html: ByteString, start: number, nameStart: number, isClosing: boolean): HtmlTag {
  let at = nameStart;
  while (at < html.length && !isBlank(html.charCodeAt(at)) && html[at] !== '>' && html[at] !== '/') at += 1;
  const name = html.slice(nameStart, Math.min(at, nameStart + 40)).toLowerCase();
  const attributes: HtmlAttribute[] = [];
  while (at < html.length && html[at] !== '>') {
    const code = html.charCodeAt(at);
    if (isBlank(code) || code === 47) {
      at += 1;
      continue;
    }
    const attribute = readAttribute(html, at);
    if (attributes.length < MAX_ATTRIBUTES) attributes.push(attribute.attribute);
    at = Math.max(attribute.next, at + 1);
  }
  return { name, isClosing, start, end: Math.min(html.length, at + 1), attributes };
}

function readAttribute(html: ByteString, start: number): { readonly attribute: HtmlAttribute; readonly next: number } {
  let at = start + 1;
  while (at < html.length && !isBlank(html.charCodeAt(at)) && !'=>/'.includes(html[at] ?? '')) at += 1;
  const name = html.slice(start, Math.min(at, start + 60)).toLowerCase();
  let equals = at;
  while (isBlank(html.charCodeAt(equals))) equals += 1;
  if (html[equals] !== '=') return { attribute: { name, value: '', start, end: at }, next: at };
  let from = equals + 1;
  while (isBlank(html.charCodeAt(from))) from += 1;
  const { end, next, isQuoted } = valueEnd(html, from);
  const valueStart = isQuoted ? from + 1 : from;
  return { attribute: { name, value: decodeHtmlText(html.slice(valueStart, end)), start: valueStart, end }, next };
}

function valueEnd(
  html: ByteString,
  from: number,
): { readonly end: number; readonly next: number; readonly isQuoted: boolean } {
  const quote = html[from];
  if (quote === '"' || quote === "'") {
    const close = html.indexOf(quote, from + 1);
    return close < 0
      ? { end: html.length, next: html.length, isQuoted: true }
      : { end: close, next: close + 1, isQuoted: true };
  }
  let end = from;
  while (end < html.length && html[end] !== '>' && !isBlank(html.charCodeAt(end))) end += 1;
  return { end, next: end, isQuoted: false };
}
