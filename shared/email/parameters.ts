import { decodeByteString, fromByteString } from './byte-string';
import { decodeCharset } from './charset';
import { decodeHeaderText } from './encoded-words';
import { joinExtended } from './extended-parameters';
import { ignoreIssues, type Note } from './issues';
import { unquote } from './phrase';
import { commentEnd, quotedEnd } from './structured-tokens';
import type { ByteString, HeaderField, Span } from './types';
import { showControls } from './visible-controls';

/** `value; name=value; …`: the fields Content-Type and Content-Disposition (RFC 2045 section 5.1, RFC 2183, RFC 2231). */
export interface ParameterField {
  /** What stands before the first semicolon, comments removed, in lower case. */
  readonly value: string;
  /** Names in lower case. Where a name stands twice, the first one counts, as in most mail programs. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Every simple parameter as it stands, duplicates included. */
  readonly written: readonly WrittenParameter[];
}

export interface WrittenParameter {
  readonly name: string;
  /** The value as bytes, quotes off. */
  readonly bytes: ByteString;
  /** The value without its quotes, in the message. */
  readonly span: Span;
}

const maxParameters = 1000;

/** Reads the value and parameters of a field. */
export function readParameters(field: HeaderField, note: Note = ignoreIssues): ParameterField {
  const base = field.bodySpan.start;
  const pieces = splitAtSemicolons(field.body, base, note);
  const written = pieces
    .slice(1, maxParameters + 1)
    .map((piece) => readParameter(field.body, piece, base))
    .filter((parameter) => parameter !== undefined);
  if (pieces.length > maxParameters + 1) note('mime.too-many-parameters', field.bodySpan.start, field.bodySpan.end);
  const value = pieces[0] === undefined ? '' : decodeByteString(textWithoutComments(field.body, pieces[0]));
  return { value: showControls(value).toLowerCase(), parameters: collect(written, note), written };
}

/** Places between semicolons that stand outside of quotes and comments; what is never closed hides no semicolon. */
function splitAtSemicolons(body: ByteString, base: number, note: Note): readonly Span[] {
  const pieces: Span[] = [];
  let start = 0;
  let mayQuote = true;
  let mayComment = true;
  for (let at = 0; at < body.length && pieces.length <= maxParameters; ) {
    const unit = body[at];
    let next = at + 1;
    if (unit === '"' && mayQuote) {
      const end = quotedEnd(body, at);
      mayQuote = end !== -1;
      if (end === -1) note('mime.quote-unclosed', base + at, base + at + 1);
      else next = end;
    } else if (unit === '(' && mayComment) {
      const end = commentEnd(body, at);
      mayComment = end !== -1;
      if (end !== -1) next = end;
    } else if (unit === ';') {
      pieces.push({ start, end: at });
      start = next;
    }
    at = next;
  }
  pieces.push({ start, end: body.length });
  return pieces;
}

/** A piece of the body with comments cut out and blanks trimmed. */
function textWithoutComments(body: ByteString, piece: Span): ByteString {
  const text = body.slice(piece.start, piece.end);
  if (!text.includes('(')) return text.replace(/\r?\n/g, '').trim();
  const kept: string[] = [];
  let from = 0;
  for (let at = text.indexOf('('); at !== -1; at = text.indexOf('(', from)) {
    const end = commentEnd(text, at);
    if (end === -1) break;
    kept.push(text.slice(from, at), ' ');
    from = end;
  }
  kept.push(text.slice(from));
  return kept.join('').replace(/\r?\n/g, '').trim();
}

function readParameter(body: ByteString, piece: Span, base: number): WrittenParameter | undefined {
  const equals = body.indexOf('=', piece.start);
  if (equals === -1 || equals >= piece.end) return undefined;
  const name = textWithoutComments(body, { start: piece.start, end: equals }).toLowerCase();
  let start = equals + 1;
  while (start < piece.end && /\s/.test(body[start] ?? '')) start += 1;
  if (body[start] === '"') {
    const closed = quotedEnd(body.slice(start, piece.end), 0);
    const end = closed === -1 ? piece.end : start + closed - 1;
    return { name, bytes: unquote(body.slice(start + 1, end)), span: { start: base + start + 1, end: base + end } };
  }
  const bytes = textWithoutComments(body, { start, end: piece.end });
  const end = body.startsWith(bytes, start) ? start + bytes.length : piece.end;
  return { name, bytes, span: { start: base + start, end: base + end } };
}

function collect(written: readonly WrittenParameter[], note: Note): ReadonlyMap<string, string> {
  const simple = new Map<string, string>();
  for (const parameter of written) {
    if (parameter.name.includes('*')) continue;
    if (simple.has(parameter.name)) note('mime.parameter-duplicate', parameter.span.start, parameter.span.end);
    else simple.set(parameter.name, decodeHeaderText(parameter.bytes, parameter.span.start, note));
  }
  for (const extended of joinExtended(written.filter((parameter) => parameter.name.includes('*')))) {
    const text = showControls(
      extended.charset === undefined
        ? decodeByteString(extended.bytes)
        : decodeCharset(fromByteString(extended.bytes), extended.charset),
    );
    const plain = simple.get(extended.name);
    if (plain !== undefined && plain !== text) note('mime.parameter-conflict', extended.span.start, extended.span.end);
    simple.set(extended.name, text);
  }
  return simple;
}
