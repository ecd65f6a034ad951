import { commentEnd } from './structured-tokens';
import type { ByteString } from './types';

/** The words, comments and semicolons of a trace field, in order; offsets are of the body. */
export interface TraceWord {
  readonly kind: 'word' | 'comment' | 'semicolon';
  /** A comment without its outer parentheses. */
  readonly text: ByteString;
  readonly start: number;
  readonly end: number;
}

/** No server writes more; what follows is left unread. */
const maxWords = 1000;

/** An address in angle brackets is one word, whatever it holds: `<rfc822;user@example.com>`. */
const word = /<[^<>\s]*>[^\s();]*|[^\s();]+/y;

/** Cuts the body of a Received field at blanks, comments and semicolons. Nested comments stay whole. */
export function readTraceWords(body: ByteString): readonly TraceWord[] {
  const words: TraceWord[] = [];
  let mayComment = true;
  for (let at = 0; at < body.length && words.length < maxWords; ) {
    const unit = body[at];
    const end = unit === '(' && mayComment ? commentEnd(body, at) : -1;
    if (unit === '(' && end === -1) mayComment = false;
    const next =
      end === -1 ? readWord(body, at) : { kind: 'comment' as const, text: body.slice(at + 1, end - 1), start: at, end };
    if (next !== undefined) words.push(next);
    at = next === undefined ? at + 1 : next.end;
  }
  return words;
}

function readWord(body: ByteString, at: number): TraceWord | undefined {
  if (body[at] === ';') return { kind: 'semicolon', text: ';', start: at, end: at + 1 };
  word.lastIndex = at;
  if (!word.test(body)) return undefined;
  return { kind: 'word', text: body.slice(at, word.lastIndex), start: at, end: word.lastIndex };
}
