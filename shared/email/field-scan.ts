import { FieldLimit, type RawField } from './field-limit';
import type { IssueCode } from './issue-codes';
import { ignoreIssues, type Note } from './issues';
import { contentEnd, type LineEndByte, nextLine } from './lines';
import type { HeaderField, Span } from './types';

/** Where the fields of a header section begin and end, and where the section ends: offsets only. */

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
  /** Where to go on from: up to there this reading divides the header as the one that left it. */
  readonly resume?: HeaderPlace | undefined;
}

/** A place between two fields, and the fields before it. */
export interface HeaderPlace {
  readonly at: number;
  readonly limited: FieldLimit;
}

/** Where programs may divide the same header otherwise. */
export interface HeaderDoubts {
  /** The first line that is no field, or the first field with a line of blanks; undefined where there is neither. */
  readonly first: HeaderPlace | undefined;
  /** The line that is no field at which the header was taken to end; undefined where an empty line ends it. */
  readonly end: HeaderPlace | undefined;
}

/** RFC 5322 section 2.1.1. */
const maxLineBytes = 998;

const tab = 9;
const space = 32;
const colon = 58;
const hyphen = 45;

/** The fields of a section by their bytes. */
export interface ScannedFields {
  readonly limited: FieldLimit;
  readonly end: number;
  readonly bodyStart: number;
  readonly doubts: HeaderDoubts;
}

/** Finds the fields from `first` on, or from where another reading is to be gone on from. Linear. */
export function scanFields(bytes: Uint8Array, first: number, limit: number, options: HeaderOptions): ScannedFields {
  return new FieldScan(bytes, limit, options).from(Math.max(first, options.resume?.at ?? 0));
}

class FieldScan {
  private readonly bytes: Uint8Array;
  private readonly limit: number;
  private readonly options: HeaderOptions;
  private readonly limited: FieldLimit;
  private doubt: HeaderPlace | undefined;

  constructor(bytes: Uint8Array, limit: number, options: HeaderOptions) {
    this.bytes = bytes;
    this.limit = limit;
    this.options = options;
    this.limited = options.resume?.limited.copy() ?? new FieldLimit(bytes);
  }

  from(first: number): ScannedFields {
    const { bytes, limit, options } = this;
    const { endByte } = options;
    for (let at = first; at < limit; ) {
      const next = nextLine(bytes, at, limit, endByte);
      const lineEnd = contentEnd(bytes, at, next, endByte);
      if (lineEnd === at) return this.ended(at, next);
      const nameEnd = findName(bytes, at, lineEnd);
      if (nameEnd === -1) this.doubtFrom(at);
      const stops = isDelimiterLine(bytes, at, lineEnd, options);
      if (stops || (nameEnd === -1 && !isPassedOver(bytes, at, next, limit, options))) {
        options.note('header.no-empty-line', at, lineEnd);
        const bodyStart = !stops && isAllBlank(bytes, at, lineEnd) ? next : at;
        return this.ended(at, bodyStart, { at, limited: this.limited });
      }
      const end = afterContinuations(bytes, next, limit, options);
      if (nameEnd === -1) options.note(skippedLineCode(bytes, at), at, end);
      else this.take(nameEnd, { start: at, next, end });
      at = end;
    }
    return this.ended(limit, limit);
  }

  private ended(end: number, bodyStart: number, place?: HeaderPlace): ScannedFields {
    return { limited: this.limited, end, bodyStart, doubts: { first: this.doubt, end: place } };
  }

  private take(nameEnd: number, lines: FieldLines): void {
    const { bytes, limited } = this;
    const { endByte, note } = this.options;
    const isWanted = limited.wants(lines.start, nameEnd);
    if (noteLines(bytes, lines, endByte, isWanted ? note : ignoreIssues)) this.doubtFrom(lines.start);
    if (isWanted) limited.add(rawField(bytes, lines.start, nameEnd, lines.end, endByte));
  }

  private doubtFrom(at: number): void {
    this.doubt ??= { at, limited: this.limited.copy() };
  }
}

/** A field's first byte, the line after its first one, and the first byte after it. */
interface FieldLines {
  readonly start: number;
  readonly next: number;
  readonly end: number;
}

/** A mailbox file's separator (RFC 4155): `From ` and no colon after the blanks, which would make it a field. */
export function readFromLine(bytes: Uint8Array, start: number, limit: number, endByte: LineEndByte): Span | undefined {
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

/** Notes what is wrong with the lines of one field, each thing once; true where one of them holds blanks only. */
function noteLines(
  bytes: Uint8Array,
  { start, next: second, end }: FieldLines,
  endByte: LineEndByte,
  note: Note,
): boolean {
  // Short and not folded, as most are: there is nothing to look for.
  if (end === second && end - start <= maxLineBytes) return false;
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
  return isBlankNoted;
}

function isAllBlank(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && isBlank(bytes[at])) at += 1;
  return at >= end;
}

function isBlank(byte: number | undefined): boolean {
  return byte === space || byte === tab;
}
