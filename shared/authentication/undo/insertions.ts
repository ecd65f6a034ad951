import { toByteString } from '../../email/byte-string';
import type { Span } from '../../email/types';
import { firstLineEnds, lastLineStarts } from './cut-lines';

/**
 * Where a gateway may have put a banner or a footer into a text: whole lines of plain text, elements at the beginning or
 * the end of a formatted one. The body hash decides which of them it was.
 */

/** A text part's body, as a place in a body. */
export interface TextPlace extends Span {
  readonly isHtml: boolean;
}

/** Banners are short. */
const NEAR_BYTES = 8_192;
const MAX_ENDS = 16;
/** What a banner ends with, and the line end behind it. */
const ELEMENT_END = /<\/(?:div|p|table|center|span|font|h[1-6])\s{0,9}>|<(?:br|hr)\b[^<>]{0,200}>/gi;
const ELEMENT_START = /<(?:div|p|table|center|span|font|h[1-6]|br|hr)\b/gi;
const BODY = /<body\b[^<>]{0,2000}>/i;

export function cutsAtStart(body: Uint8Array, text: TextPlace): readonly Span[] {
  return text.isHtml
    ? elementsAtStart(body, text)
    : firstLineEnds(body, text.start, text.end).map((end) => ({ start: text.start, end }));
}

export function cutsAtEnd(body: Uint8Array, text: TextPlace): readonly Span[] {
  if (text.isHtml) {
    return elementsAtEnd(body, text);
  }
  // The line end before a delimiter belongs to the delimiter: the text may have ended with it or without it.
  return lastLineStarts(body, text.start, text.end, MAX_ENDS).flatMap((start) => [
    { start, end: text.end },
    { start: beforeLineEnd(body, start), end: text.end },
  ]);
}

function elementsAtStart(body: Uint8Array, { start, end }: TextPlace): readonly Span[] {
  const head = toByteString(body.subarray(start, Math.min(end, start + 2 * NEAR_BYTES)));
  const tag = BODY.exec(head);
  const begin = tag === null ? 0 : tag.index + tag[0].length;
  const near = head.slice(0, begin + NEAR_BYTES);
  // Before or after the line end that stood behind the tag.
  const begins = lineEndAt(near, begin) === 0 ? [begin] : [begin, begin + lineEndAt(near, begin)];
  const ends = [...near.matchAll(ELEMENT_END)]
    .map((match) => match.index + match[0].length)
    .filter((at) => at > begin)
    .slice(0, MAX_ENDS);
  return ends.flatMap((at) =>
    [at, at + lineEndAt(near, at)].flatMap((to, index) =>
      index === 1 && to === at ? [] : begins.map((from) => ({ start: start + from, end: start + to })),
    ),
  );
}

function elementsAtEnd(body: Uint8Array, { start, end }: TextPlace): readonly Span[] {
  const from = Math.max(start, end - 2 * NEAR_BYTES);
  const tail = toByteString(body.subarray(from, end));
  const closing = tail.toLowerCase().lastIndexOf('</body');
  const to = closing === -1 ? tail.length : closing;
  const starts = [...tail.slice(0, to).matchAll(ELEMENT_START)].map(({ index }) => index).slice(-MAX_ENDS);
  const before = lineEndBefore(tail, to);
  return starts
    .reverse()
    .flatMap((at) =>
      (before === to ? [to] : [to, before])
        .filter((stop) => stop > at)
        .map((stop) => ({ start: from + at, end: from + stop })),
    );
}

function lineEndAt(text: string, at: number): number {
  return text.startsWith('\r\n', at) ? 2 : text.startsWith('\n', at) ? 1 : 0;
}

function lineEndBefore(text: string, at: number): number {
  return text.endsWith('\r\n', at) ? at - 2 : text.endsWith('\n', at) ? at - 1 : at;
}

export function beforeLineEnd(body: Uint8Array, at: number): number {
  const before = body[at - 1] === 10 ? at - 1 : at;
  return body[before - 1] === 13 ? before - 1 : before;
}
