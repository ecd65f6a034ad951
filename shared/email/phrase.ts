import { decodeHeaderText, unfold } from './encoded-words';
import { ignoreIssues, type Note } from './issues';
import type { Token } from './structured-tokens';
import type { ByteString } from './types';

/** The words of a phrase (RFC 5322 section 3.2.5) as a person reads them: quotes off, blanks and comments to one space. */
export function phraseOf(body: ByteString, tokens: readonly Token[], base = 0, note: Note = ignoreIssues): string {
  if (tokens.length === 0) return '';
  const pieces: string[] = [];
  let previousEnd = -1;
  for (const token of tokens) {
    if (token.kind === 'comment') continue;
    if (pieces.length > 0 && token.start > previousEnd) pieces.push(' ');
    pieces.push(wordOf(body, token));
    previousEnd = token.end;
  }
  return decodeHeaderText(pieces.join(''), base, note).trim();
}

/** One word: the inside of a quoted string with its quoted pairs undone (RFC 5322 section 3.2.4), or the atom itself. */
function wordOf(body: ByteString, token: Token): ByteString {
  if (token.kind !== 'quoted') return body.slice(token.start, token.end);
  return unquote(body.slice(token.start + 1, token.end - 1));
}

/** Undoes quoted pairs and folds. */
export function unquote(inside: ByteString): ByteString {
  return unfold(inside).replace(/\\([\s\S])/g, '$1');
}
