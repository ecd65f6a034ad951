import { toByteString } from './byte-string';
import { decodeHeaderText } from './encoded-words';
import { commentEnd } from './structured-tokens';
import type { ByteString, HeaderField, Span } from './types';

/** A boundary as one kind of program reads it, and where it is declared. */
export interface Boundary {
  readonly text: ByteString;
  readonly span: Span;
}

/** RFC 2046 section 5.1.1; some programs cut longer ones here. */
const maxBoundary = 70;
const maxVariants = 24;

const declaration = /boundary[ \t\r\n]*(?:\*\d{0,3}\*?)?[ \t\r\n]*=[ \t\r\n]*/gi;
const simple = /^(?:"[^"\\\0\r\n\s]+(?: +[^"\\\0\r\n\s]+)*"|[^\s"'()\\;,\0]+)$/;

/**
 * Every text that some program takes for the boundary of a Content-Type field.
 *
 * Quotes, comments, blanks, escapes, NUL, encoded words, pieces, a second declaration: on each of them programs differ.
 * For the plain forms that mail programs write there is no variant.
 */
export function boundaryVariants(field: HeaderField): readonly Boundary[] {
  const found = new Map<ByteString, Boundary>();
  let count = 0;
  for (const match of field.body.matchAll(declaration)) {
    count += 1;
    if (count > maxVariants) break;
    const at = match.index + match[0].length;
    const raw = declaredText(field.body, at);
    const span = { start: field.bodySpan.start + at, end: field.bodySpan.start + at + raw.length };
    for (const text of variantsOf(raw, match[0].includes('*'))) {
      if (text.trim() !== '' && !found.has(text) && found.size < maxVariants * 4) found.set(text, { text, span });
    }
  }
  return [...found.values()];
}

/** Up to the semicolon that ends the value for the most patient reader: one outside of quotes. */
function declaredText(body: ByteString, start: number): ByteString {
  const limit = Math.min(body.length, start + 2000);
  let at = start;
  if (body[at] === '"') {
    const close = body.indexOf('"', at + 1);
    at = close === -1 || close > limit ? at : close;
  }
  while (at < limit && body[at] !== ';') at += 1;
  return body.slice(start, at).trimEnd();
}

function variantsOf(raw: ByteString, isExtended: boolean): readonly ByteString[] {
  if (/^["'\s]*$/.test(raw)) return [];
  const inner = raw.startsWith('"') ? raw.slice(1).replace(/"[^"]*$/, '') : raw;
  const cut = inner.length > maxBoundary ? [inner.slice(0, maxBoundary)] : [];
  const words = inner.includes('=?') ? [toBytes(decodeHeaderText(inner))] : [];
  const extended = isExtended ? [percentDecoded(inner), percentDecoded(inner.replace(/^[^']*'[^']*'/, ''))] : [];
  if (simple.test(raw)) return [...cut, ...words, ...extended];
  const whole = raw.replace(/\r?\n/g, '');
  const bare = inner.replace(/\r?\n/g, '');
  return [
    bare,
    bare.trim(),
    whole,
    withoutComments(whole).trim(),
    withoutComments(bare).trim(),
    whole.replaceAll('"', '').trim(),
    whole.replace(/["']/g, '').trim(),
    whole.replace(/\\(.)/g, '$1').replaceAll('"', ''),
    bare.replace(/\\(.)/g, '$1'),
    bare.replaceAll('\\', ''),
    bare.replaceAll('\0', ''),
    bare.split('\0', 1)[0] ?? '',
    whole.split(/[\s,;("]/, 1)[0] ?? '',
    bare.split(/[\s,;("]/, 1)[0] ?? '',
    bare.replace(/\s+/g, ''),
    inner.split(/[\r\n]/, 1)[0] ?? '',
    ...cut,
    ...words,
    ...extended,
  ].map((text) => text.replace(/\s+$/, ''));
}

function withoutComments(text: ByteString): ByteString {
  const kept: string[] = [];
  let from = 0;
  for (let at = text.indexOf('('); at !== -1; at = text.indexOf('(', from)) {
    const end = commentEnd(text, at);
    if (end === -1) break;
    kept.push(text.slice(from, at));
    from = end;
  }
  return kept.join('') + text.slice(from);
}

function percentDecoded(text: ByteString): ByteString {
  return text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

function toBytes(text: string): ByteString {
  return toByteString(new TextEncoder().encode(text));
}
