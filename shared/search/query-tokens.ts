/** The words of a search text, with quotes, minus signs and field names told apart. */
export interface QueryToken {
  readonly kind: 'or' | 'term';
  readonly negated: boolean;
  /** Before the colon, in lower case; empty for plain words. */
  readonly field: string;
  readonly value: string;
  readonly quoted: boolean;
  /** As written, for messages. */
  readonly word: string;
  readonly offset: number;
  /** A quotation mark that is opened and never closed. */
  readonly unclosed: boolean;
}

/**
 * Letters, then a colon that does not begin `//`: a field. `10:30` and `http://example.org` stay words; what stands before
 * `=` belongs to the quoted words after it.
 *
 * Sticky, so that each match begins where the last word ended: linear in the text.
 */
const TERM = /(-?)(?:([A-Za-z]+):(?!\/\/))?(?:([^\s"=:]+=)?"([^"]*)("?)|(\S*))/y;

/** Cuts a search text into its words. Never throws, whatever the text. */
export function queryTokens(text: string): readonly QueryToken[] {
  const tokens: QueryToken[] = [];
  let at = skipBlanks(text, 0);
  while (at < text.length) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at = skipBlanks(text, at + Math.max(1, token.word.length));
  }
  return tokens;
}

function tokenAt(text: string, offset: number): QueryToken {
  TERM.lastIndex = offset;
  const match = TERM.exec(text);
  const [word = '', minus = '', field = '', lead = '', phrase, closing = '', bare = ''] = match ?? [text.slice(offset)];
  return {
    kind: word === 'OR' ? 'or' : 'term',
    negated: minus === '-',
    field: field.toLowerCase(),
    value: phrase === undefined ? bare : lead + phrase,
    quoted: phrase !== undefined,
    word,
    offset,
    unclosed: phrase !== undefined && closing === '',
  };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) {
    at += 1;
  }
  return at;
}
