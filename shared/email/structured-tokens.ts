import type { ByteString } from './types';

/**
 * The words of a structured field body (RFC 5322 sections 3.2.1 to 3.2.5), with their places.
 *
 * One pass, no recursion: nested comments are counted. What is opened and never closed is an ordinary character, as
 * the rest of the field would else vanish from the reading.
 */
export interface Token {
  readonly kind: 'atom' | 'quoted' | 'comment' | 'literal' | 'special';
  /** Offsets in the body. */
  readonly start: number;
  readonly end: number;
}

/** More tokens than any honest field has; the rest of the field is left unread, and that is an issue. */
const maxTokens = 20_000;

export interface TokenList {
  readonly tokens: readonly Token[];
  /** Where reading stopped; the length of the body unless the field has too many tokens. */
  readonly end: number;
  /** First place of something opened and never closed. */
  readonly unclosed: readonly { readonly kind: 'quote' | 'comment' | 'literal'; readonly at: number }[];
}

const specials = '<>@,;:';
const atomEnd = /[\s()<>@,;:"[\]]/g;
const encodedWord = /=\?[^?\s]{1,80}\?[bBqQ]\?[^?\s]*\?=/y;

/** Cuts a field body into tokens; blanks and line ends are the gaps between them. */
export function readTokens(body: ByteString): TokenList {
  const tokens: Token[] = [];
  const unclosed: { kind: 'quote' | 'comment' | 'literal'; at: number }[] = [];
  const closers = createClosers(body, unclosed);
  let at = 0;
  while (at < body.length && tokens.length < maxTokens) {
    const unit = body[at] ?? '';
    if (isGap(unit)) {
      at += 1;
      continue;
    }
    const token = specials.includes(unit)
      ? { kind: 'special' as const, start: at, end: at + 1 }
      : (closers(at) ?? readAtom(body, at));
    tokens.push(token);
    at = token.end;
  }
  return { tokens, end: at, unclosed };
}

function isGap(unit: string): boolean {
  return unit === ' ' || unit === '\t' || unit === '\r' || unit === '\n';
}

/** An atom, dots and backslashes included; an encoded word is one atom even with a comma inside. */
function readAtom(body: ByteString, start: number): Token {
  encodedWord.lastIndex = start;
  if (body.startsWith('=?', start) && encodedWord.test(body))
    return { kind: 'atom', start, end: encodedWord.lastIndex };
  atomEnd.lastIndex = start + 1;
  const match = atomEnd.exec(body);
  return { kind: 'atom', start, end: match === null ? body.length : match.index };
}

type Unclosed = { kind: 'quote' | 'comment' | 'literal'; at: number };

/** Reads quoted strings, comments and domain literals. Once one kind was found unclosed, it is never looked for again. */
function createClosers(body: ByteString, unclosed: Unclosed[]): (at: number) => Token | undefined {
  const given = new Set<string>();
  const attempt = (kind: Token['kind'], label: Unclosed['kind'], start: number, end: number): Token | undefined => {
    if (end !== -1) return { kind, start, end };
    given.add(label);
    unclosed.push({ kind: label, at: start });
    return undefined;
  };
  return (at) => {
    const unit = body[at];
    if (unit === '"' && !given.has('quote')) return attempt('quoted', 'quote', at, quotedEnd(body, at));
    if (unit === '(' && !given.has('comment')) return attempt('comment', 'comment', at, commentEnd(body, at));
    if (unit === '[' && !given.has('literal')) return attempt('literal', 'literal', at, literalEnd(body, at));
    return undefined;
  };
}

/** After the closing quote, or -1. */
export function quotedEnd(body: ByteString, start: number): number {
  for (let at = start + 1; at < body.length; at += 1) {
    const unit = body[at];
    if (unit === '"') return at + 1;
    if (unit === '\\') at += 1;
  }
  return -1;
}

/** After the closing parenthesis of a comment, nested ones included, or -1. */
export function commentEnd(body: ByteString, start: number): number {
  let depth = 0;
  for (let at = start; at < body.length; at += 1) {
    const unit = body[at];
    if (unit === '(') depth += 1;
    else if (unit === ')') depth -= 1;
    else if (unit === '\\') at += 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}

/** A domain literal has no brackets inside (RFC 5322 section 3.4.1). */
function literalEnd(body: ByteString, start: number): number {
  for (let at = start + 1; at < body.length; at += 1) {
    const unit = body[at];
    if (unit === ']') return at + 1;
    if (unit === '[') return -1;
    if (unit === '\\') at += 1;
  }
  return -1;
}
