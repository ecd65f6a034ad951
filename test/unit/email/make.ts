import { readHeader } from '../../../shared/email/anatomy';
import { fromByteString, toByteString } from '../../../shared/email/byte-string';
import { createIssueList, type IssueList } from '../../../shared/email/issues';
import type { HeaderField, MimePart, ParseIssue, Span } from '../../../shared/email/types';

/** Bytes of a text written with one unit for each byte; use `\xNN` for bytes above 0x7F. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return fromByteString(text);
}

/** Bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Lines joined as on the wire. */
export function crlf(...lines: readonly string[]): string {
  return lines.join('\r\n');
}

/** One field, read from `Name: body` as it would lie in a message. */
export function fieldOf(text: string): HeaderField {
  const field = readHeader(bytesOf(`${text}\r\n\r\n`)).fields[0];
  if (field === undefined) throw new Error(`no field in ${JSON.stringify(text)}`);
  return field;
}

/** What a span covers, as a byte string. */
export function cut(bytes: Uint8Array, span: Span | undefined): string {
  return span === undefined ? '(none)' : toByteString(bytes, span.start, span.end);
}

export function codes(issues: readonly ParseIssue[]): readonly string[] {
  return [...new Set(issues.map(({ code }) => code))].toSorted();
}

export function codesOf(list: IssueList): readonly string[] {
  return codes(list.sorted());
}

/** Runs a reader with an issue list; returns what it read and the codes that it noted. */
export function withIssues<T>(read: (note: IssueList['note']) => T): {
  readonly value: T;
  readonly codes: readonly string[];
} {
  const list = createIssueList();
  return { value: read(list.note), codes: codesOf(list) };
}

/** The tree as `path type` lines: easy to compare, easy to read in a failure. */
export function treeOf(part: MimePart): readonly string[] {
  return [`${part.path === '' ? '·' : part.path} ${part.mediaType}`, ...part.parts.flatMap(treeOf)];
}

export function allParts(part: MimePart): readonly MimePart[] {
  return [part, ...part.parts.flatMap(allParts)];
}
