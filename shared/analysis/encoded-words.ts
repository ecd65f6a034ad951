import { MAX_ENCODED_WORDS } from '../email/encoded-words';
import type { ByteString, HeaderField } from '../email/types';
import { rememberFor } from '../text/remember';
import type { Token } from './tokens';

/** One encoded word (RFC 2047 section 2) with the bytes that it stands for. */
export interface EncodedWord extends Token {
  readonly charset: string;
  readonly decoded: ByteString;
}

const ENCODED_WORD = /=\?([\w.:+-]{1,40})(?:\*[\w-]{1,20})?\?([bq])\?([^?\s]{0,2000})\?=/gi;

/** Every encoded word of a field, decoded to bytes, not to text: what looks harmless as text may hold a line end. */
export function encodedWords(field: HeaderField): readonly EncodedWord[] {
  return field.body.includes('=?') ? wordsOf(field) : NO_WORDS;
}

const NO_WORDS: readonly EncodedWord[] = [];

/** Several rules ask for the words of the same field. */
const wordsOf = rememberFor((field: HeaderField): readonly EncodedWord[] => {
  const words: EncodedWord[] = [];
  for (const match of field.body.matchAll(ENCODED_WORD)) {
    if (words.length >= MAX_ENCODED_WORDS) break;
    const [text, charset = '', encoding = '', payload = ''] = match;
    const start = field.bodySpan.start + match.index;
    const decoded = encoding.toLowerCase() === 'b' ? fromBase64(payload) : fromQuoted(payload);
    words.push({ text, span: { start, end: start + text.length }, charset: charset.toLowerCase(), decoded });
  }
  return words;
});

function fromQuoted(payload: string): ByteString {
  return payload
    .replaceAll('_', ' ')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function fromBase64(payload: string): ByteString {
  const clean = payload.replace(/[^A-Za-z0-9+/]/g, '');
  // A single left-over sign carries no byte; atob would refuse it.
  return atob(clean.length % 4 === 1 ? clean.slice(0, -1) : clean);
}
