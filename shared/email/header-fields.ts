import { isAscii, toByteString } from './byte-string';
import { decodeHeaderText, unfold } from './encoded-words';
import { FieldLimit, type RawField } from './field-limit';
import type { IssueCode } from './issue-codes';
import type { Note } from './issues';
import { contentEnd, type LineEndByte, nextLine } from './lines';
import type { ByteString, HeaderField, Span } from './types';

/**
 * The header section, cut into fields by their bytes (RFC 5322 section 2.2, RFC 7103 for what is broken).
 *
 * Every byte between the first field and the body belongs to exactly one field, or to a line that an issue names:
 * nothing is dropped and nothing is shown twice.
 */
export interface HeaderSection {
  readonly fromLine: Span | undefined;
  readonly headerSpan: Span;
  readonly bodyStart: number;
  readonly fields: readonly HeaderField[];
}

export interface HeaderOptions {
  readonly endByte: LineEndByte;
  readonly note: Note;
  /** Whether a line that begins with `--` is a boundary of an enclosing part: it ends the header too. */
  readonly isDelimiter?: (start: number, end: number) => boolean;
  /**
   * Where the header ends for other programs: `early` at the first line that is no field or has only blanks, `late` at
   * the first empty line and nowhere else.
   */
  readonly ends?: 'early' | 'late';
  /** Another reading of the same bytes by where its fields begin: those that end at the same place are the same. */
  readonly known?: ReadonlyMap<number, HeaderField>;
}

/** RFC 5322 section 2.1.1. */
const maxLineBytes = 998;
/** The text of a field is made of so much of it; twice the longest field that was seen. Its bytes are all there. */
const maxTextBytes = 262_144;

/** Anything but printable ASCII, tabs and line ends; one look at the whole section spares several at each field. */
const oddUnit = /[^\t\r\n\x20-\x7e]|\r(?!\n)/;

const tab = 9;
const space = 32;
const colon = 58;
const hyphen = 45;

/** Reads the header section that begins at `start`. Never throws; linear in the bytes that it covers. */
export function readHeaderSection(
  bytes: Uint8Array,
  start: number,
  limit: number,
  options: HeaderOptions,
): HeaderSection {
  const fromLine = readFromLine(bytes, start, limit, options.endByte);
  const first = fromLine === undefined ? start : fromLine.end;
  const { limited, end, bodyStart } = scanFields(bytes, first, limit, options);
  if (limited.beyondFrom !== undefined) options.note('header.too-many-fields', limited.beyondFrom, end);
  const makeOne = fieldMaker(bytes, first, end, options);
  const fields = limited.all().map((raw) => {
    const known = options.known?.get(raw.start);
    return known?.span.end === raw.end ? known : makeOne(raw);
  });
  return { fromLine, headerSpan: { start: first, end }, bodyStart, fields };
}

/** Makes fields of a section, whose text is made once: at once for the usual reading, for others when one is asked for. */
function fieldMaker(
  bytes: Uint8Array,
  base: number,
  end: number,
  options: HeaderOptions,
): (raw: RawField) => HeaderField {
  let section: SectionText | undefined;
  const read = (): SectionText => {
    const text = toByteString(bytes, base, end);
    return { text, base, isPlain: !oddUnit.test(text) };
  };
  if (options.known === undefined) {
    section = read();
    noteMixedLineEnds(section.text, base, options.note);
  }
  return (raw) => {
    section ??= read();
    return makeField(section, raw, options);
  };
}

/** Notes the first line end that is of another kind than the one before it: the header was put together from two sources. */
function noteMixedLineEnds(text: ByteString, base: number, note: Note): void {
  const firstEnd = text.indexOf('\n');
  const isCrlf = text[firstEnd - 1] === '\r';
  const other = isCrlf ? text.search(/(?<!\r)\n/) : text.indexOf('\r\n');
  if (firstEnd !== -1 && other !== -1) note('header.mixed-line-ends', base + other, base + other + (isCrlf ? 1 : 2));
}

/** A mailbox file's separator (RFC 4155): `From ` and no colon after the blanks, which would make it a field. */
function readFromLine(bytes: Uint8Array, start: number, limit: number, endByte: LineEndByte): Span | undefined {
  const from = bytes[start] === 0x3e ? start + 1 : start;
  if (!startsWithFrom(bytes, from)) return undefined;
  const end = nextLine(bytes, start, limit, endByte);
  let at = from + 4;
  while (at < end && isBlank(bytes[at])) at += 1;
  return bytes[at] === colon ? undefined : { start, end };
}

function startsWithFrom(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === 70 &&
    bytes[at + 1] === 114 &&
    bytes[at + 2] === 111 &&
    bytes[at + 3] === 109 &&
    isBlank(bytes[at + 4])
  );
}

function scanFields(
  bytes: Uint8Array,
  first: number,
  limit: number,
  options: HeaderOptions,
): { readonly limited: FieldLimit; readonly end: number; readonly bodyStart: number } {
  const { endByte, note } = options;
  const limited = new FieldLimit(bytes);
  for (let at = first; at < limit; ) {
    const next = nextLine(bytes, at, limit, endByte);
    const lineEnd = contentEnd(bytes, at, next, endByte);
    if (lineEnd === at) return { limited, end: at, bodyStart: next };
    const nameEnd = findName(bytes, at, lineEnd);
    const stops = isDelimiterLine(bytes, at, lineEnd, options);
    if (stops || (nameEnd === -1 && !isPassedOver(bytes, at, next, limit, options))) {
      note('header.no-empty-line', at, lineEnd);
      const isBlankEnd = !stops && isAllBlank(bytes, at, lineEnd);
      return { limited, end: at, bodyStart: isBlankEnd ? next : at };
    }
    const end = afterContinuations(bytes, next, limit, options);
    if (nameEnd === -1) note(skippedLineCode(bytes, at), at, end);
    else if (limited.wants(at, nameEnd)) {
      limited.add(rawField(bytes, at, nameEnd, end, endByte));
      noteLines(bytes, { start: at, next, end }, options);
    }
    at = end;
  }
  return { limited, end: limit, bodyStart: limit };
}

function isDelimiterLine(bytes: Uint8Array, start: number, end: number, options: HeaderOptions): boolean {
  return bytes[start] === hyphen && bytes[start + 1] === hyphen && options.isDelimiter?.(start, end) === true;
}

/** The offset of the colon, or -1 when the line is no field: no colon, or a blank inside what would be the name. */
function findName(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== colon && !isBlank(bytes[at])) at += 1;
  let colonAt = at;
  while (colonAt < end && isBlank(bytes[colonAt])) colonAt += 1;
  return at > start && colonAt < end && bytes[colonAt] === colon ? colonAt : -1;
}

function skippedLineCode(bytes: Uint8Array, at: number): IssueCode {
  return startsWithFrom(bytes, bytes[at] === 0x3e ? at + 1 : at)
    ? 'header.from-line-inside'
    : 'header.line-without-colon';
}

function isPassedOver(bytes: Uint8Array, at: number, next: number, limit: number, options: HeaderOptions): boolean {
  return options.ends === undefined ? isSkippedLine(bytes, at, next, limit, options) : options.ends === 'late';
}

/** A line that is no field is passed over where the header plainly goes on: a stray `From ` line, or a field follows. */
function isSkippedLine(bytes: Uint8Array, at: number, next: number, limit: number, options: HeaderOptions): boolean {
  if (startsWithFrom(bytes, bytes[at] === 0x3e ? at + 1 : at)) return true;
  const following = afterContinuations(bytes, next, limit, options);
  if (following >= limit) return false;
  const after = nextLine(bytes, following, limit, options.endByte);
  return findName(bytes, following, contentEnd(bytes, following, after, options.endByte)) !== -1;
}

function afterContinuations(bytes: Uint8Array, at: number, limit: number, { endByte, ends }: HeaderOptions): number {
  let end = at;
  while (end < limit && isBlank(bytes[end])) {
    const next = nextLine(bytes, end, limit, endByte);
    if (ends === 'early' && isAllBlank(bytes, end, contentEnd(bytes, end, next, endByte))) break;
    end = next;
  }
  return end;
}

function rawField(bytes: Uint8Array, start: number, colonAt: number, end: number, endByte: LineEndByte): RawField {
  const bodyEnd = contentEnd(bytes, start, end, endByte);
  let nameEnd = colonAt;
  while (nameEnd > start && isBlank(bytes[nameEnd - 1])) nameEnd -= 1;
  let bodyStart = colonAt + 1;
  while (bodyStart < bodyEnd && isBlank(bytes[bodyStart])) bodyStart += 1;
  return { start, nameEnd, bodyStart, bodyEnd, end };
}

/** Notes what is wrong with the lines of one field, each thing once. */
function noteLines(
  bytes: Uint8Array,
  { start, next: second, end }: { readonly start: number; readonly next: number; readonly end: number },
  { endByte, note }: HeaderOptions,
): void {
  // Short and not folded, as most are: there is nothing to look for.
  if (end === second && end - start <= maxLineBytes) return;
  let isLongNoted = false;
  let isBlankNoted = false;
  for (let at = start; at < end; ) {
    const next = nextLine(bytes, at, end, endByte);
    const lineEnd = contentEnd(bytes, at, next, endByte);
    if (lineEnd - at > maxLineBytes && !isLongNoted) {
      note('header.line-too-long', at, lineEnd);
      isLongNoted = true;
    }
    if (at > start && !isBlankNoted && isAllBlank(bytes, at, lineEnd)) {
      note('header.blank-fold', at, next);
      isBlankNoted = true;
    }
    at = next;
  }
}

function isAllBlank(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && isBlank(bytes[at])) at += 1;
  return at >= end;
}

/** The header section as a byte string, the place of its first byte, and whether nothing in it is odd. */
interface SectionText {
  readonly text: ByteString;
  readonly base: number;
  readonly isPlain: boolean;
}

function makeField(section: SectionText, raw: RawField, options: HeaderOptions): HeaderField {
  const { text, base, isPlain } = section;
  const name = text.slice(raw.start - base, raw.nameEnd - base);
  const body = text.slice(raw.bodyStart - base, raw.bodyEnd - base);
  noteName(name, text.charCodeAt(raw.nameEnd - base) !== colon, raw, options.note);
  if (!isPlain) noteBytes(body, raw, options);
  return {
    name,
    key: name.toLowerCase(),
    span: { start: raw.start, end: raw.end },
    nameSpan: { start: raw.start, end: raw.nameEnd },
    bodySpan: { start: raw.bodyStart, end: raw.bodyEnd },
    body,
    text: textOf(body, raw, section, options),
  };
}

function textOf(whole: ByteString, raw: RawField, { isPlain }: SectionText, { endByte, note }: HeaderOptions): string {
  const body = whole.slice(0, maxTextBytes);
  if (body.length < whole.length) note('header.field-too-long', raw.bodyStart + body.length, raw.bodyEnd);
  if (isPlain && !body.includes('=?')) return unfold(body);
  const readable = endByte === 13 ? body.replace(/\r(?=[ \t])/g, '') : body;
  return decodeHeaderText(readable, raw.bodyStart, note);
}

function noteName(name: string, isSpaced: boolean, raw: RawField, note: Note): void {
  if (isSpaced) note('header.space-before-colon', raw.nameEnd, raw.bodyStart);
  if (!/^[!-9;-~]+$/.test(name)) note('header.name-invalid', raw.start, raw.nameEnd);
}

function noteBytes(body: ByteString, raw: RawField, { endByte, note }: HeaderOptions): void {
  const bareReturn = endByte === 10 ? body.search(/\r(?!\n)/) : -1;
  if (bareReturn !== -1) note('header.bare-cr', raw.bodyStart + bareReturn, raw.bodyStart + bareReturn + 1);
  const nul = body.indexOf('\0');
  if (nul !== -1) note('header.nul', raw.bodyStart + nul, raw.bodyStart + nul + 1);
  if (!isAscii(body)) {
    const first = body.search(/[\x80-\xff]/);
    note('header.raw-8bit', raw.bodyStart + first, raw.bodyStart + first + 1);
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === space || byte === tab;
}
