import type { ByteString } from '../email/types';

/** One `name=value` of a tag list (RFC 6376 section 3.2); offsets count from the list's first byte. */
export interface Tag {
  readonly name: string;
  /** Without the blanks around it; folds inside stay. */
  readonly value: ByteString;
  /** From the name to the value's end. */
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
}

/** What is wrong with a list by its grammar. A list with a problem is read on all the same. */
export interface TagProblem {
  readonly kind: 'duplicate' | 'name' | 'value' | 'empty';
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface TagList {
  /** The first of each name; names are told apart by case (RFC 6376 section 3.2). */
  readonly tags: ReadonlyMap<string, Tag>;
  readonly problems: readonly TagProblem[];
}

/** More tags than any signature has; the rest is not read. */
const MAX_TAGS = 200;
const NAME = /^[a-z][a-z0-9_]*$/i;
/** Printable, without the semicolon; folds inside. */
const VALUE = /^[\x21-\x3a\x3c-\x7e \t\r\n]*$/;

/** Reads a list of tags; never throws. */
export function readTagList(text: ByteString): TagList {
  const tags = new Map<string, Tag>();
  const problems: TagProblem[] = [];
  let at = 0;
  const pieces = text.split(';', MAX_TAGS);
  for (const [index, piece] of pieces.entries()) {
    const start = at + leadingBlanks(piece);
    const end = Math.max(start, at + trimmedEnd(piece));
    const isLast = index === pieces.length - 1;
    at += piece.length + 1;
    if (start === end) {
      if (!isLast || index === 0) {
        problems.push({ kind: 'empty', name: '', start, end: Math.min(end + 1, text.length) });
      }
      continue;
    }
    addTag(text, start, end, tags, problems);
  }
  return { tags, problems };
}

function addTag(text: ByteString, start: number, end: number, tags: Map<string, Tag>, problems: TagProblem[]): void {
  const whole = text.slice(start, end);
  const equals = whole.indexOf('=');
  const before = whole.slice(0, Math.max(equals, 0));
  const name = before.slice(0, trimmedEnd(before));
  if (!NAME.test(name)) {
    problems.push({ kind: 'name', name, start, end });
    return;
  }
  const valueStart = start + equals + 1 + leadingBlanks(whole.slice(equals + 1));
  const value = text.slice(Math.min(valueStart, end), end);
  if (!VALUE.test(value)) {
    problems.push({ kind: 'value', name, start, end });
  }
  if (tags.has(name)) {
    problems.push({ kind: 'duplicate', name, start, end });
    return;
  }
  tags.set(name, { name, value, start, end, valueStart: Math.min(valueStart, end) });
}

/** A tag's value without any blanks, as base64 and lists of names are meant. */
export function compactTag(list: TagList, name: string): string {
  return (list.tags.get(name)?.value ?? '').replace(/[ \t\r\n]+/g, '');
}

function leadingBlanks(text: string): number {
  let at = 0;
  while (isBlank(text.charCodeAt(at))) {
    at += 1;
  }
  return at;
}

/** Where the text ends before the blanks behind it. */
export function trimmedEnd(text: string): number {
  let at = text.length;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) {
    at -= 1;
  }
  return at;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 10;
}
