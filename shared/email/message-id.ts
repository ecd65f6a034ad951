import type { HeaderField, Span } from './types';
import { toReadable } from './visible-controls';

/** One message identifier (RFC 5322 section 3.6.4), without its angle brackets. */
export interface WrittenMessageId {
  readonly id: string;
  readonly span: Span;
}

const maxIds = 10_000;
const bracketed = /<([^<>]*)>/g;

/** The identifiers of Message-ID, In-Reply-To, References or Content-ID; text without brackets is one identifier. */
export function readMessageIds(field: HeaderField): readonly WrittenMessageId[] {
  const base = field.bodySpan.start;
  const found: WrittenMessageId[] = [];
  for (const match of field.body.matchAll(bracketed)) {
    if (found.length >= maxIds) break;
    found.push(makeId(match[1] ?? '', base + match.index + 1));
  }
  if (found.length > 0) return found;
  const { start, end } = withoutBrackets(field.body);
  return end > start ? [makeId(field.body.slice(start, end), base + start)] : [];
}

/** A loop and no regular expression: `[\s>]+$` takes quadratic time on a long run of brackets that ends in a letter. */
function withoutBrackets(text: string): Span {
  let start = 0;
  while (start < text.length && ' \t\r\n<'.includes(text[start] ?? '')) start += 1;
  let end = text.length;
  while (end > start && ' \t\r\n>'.includes(text[end - 1] ?? '')) end -= 1;
  return { start, end };
}

function makeId(bytes: string, start: number): WrittenMessageId {
  const leading = bytes.length - bytes.trimStart().length;
  const trimmed = bytes.trim();
  const id = toReadable(trimmed.replace(/\r?\n/g, ''));
  return { id, span: { start: start + leading, end: start + leading + trimmed.length } };
}
