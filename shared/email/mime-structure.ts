import { BoundaryTable } from './boundary-table';
import { type Boundary, boundaryText, type ContentFields, readContentFields } from './content-fields';
import { guessBoundary } from './guess-boundary';
import { type HeaderSection, readHeaderSection } from './header-fields';
import type { IssueCode } from './issue-codes';
import type { Note } from './issues';
import { noteLeaf } from './leaf-oddities';
import { contentEnd, type LineEndByte, nextLine } from './lines';
import { isMessageType } from './message-type';
import type { HeaderField, MimePart, Span } from './types';

/**
 * The MIME tree of a message (RFC 2046), found in one pass over its lines.
 *
 * All enclosing boundaries are looked for at once, so that depth costs nothing and an outer boundary ends inner parts
 * that were never closed (RFC 2046 section 5.1.2). Paths count as IMAP does (RFC 3501 section 6.4.5); the root of a
 * message inside a message is `n.1` when it has one body, `n.TEXT` when it is a multipart, whose parts are `n.1`, `n.2`.
 */

/** Parts below this depth are read as plain content. MimeKit allows 1,024; no honest message was seen with over 20. */
export const maxDepth = 100;
/** When a message has more parts, the rest is content of the last one. */
export const maxParts = 20_000;

export interface StructureOptions {
  readonly endByte: LineEndByte;
  readonly note: Note;
}

/** A part that is being read. */
interface Frame {
  readonly path: string;
  readonly childPrefix: string;
  readonly start: number;
  readonly bodyStart: number;
  readonly fields: readonly HeaderField[];
  readonly content: ContentFields;
  readonly boundaries: readonly Boundary[];
  readonly parts: MimePart[];
  state: 'preamble' | 'parts' | 'closed';
  epilogueStart: number;
}

/** Reads the tree of the message whose header was read already. */
export function readStructure(bytes: Uint8Array, header: HeaderSection, options: StructureOptions): MimePart {
  return new StructureReader(bytes, options).read(header);
}

class StructureReader {
  private readonly bytes: Uint8Array;
  private readonly options: StructureOptions;
  private readonly boundaries = new BoundaryTable();
  private readonly frames: Frame[] = [];
  private partCount = 0;
  private root: MimePart | undefined;
  private nextReturn = -1;

  constructor(bytes: Uint8Array, options: StructureOptions) {
    this.bytes = bytes;
    this.options = options;
  }

  read(header: HeaderSection): MimePart {
    const { bytes } = this;
    let at = this.open(header, 'text/plain', () => ({ path: '', childPrefix: '' }));
    while (at < bytes.length) {
      const next = nextLine(bytes, at, bytes.length, this.options.endByte);
      const lineEnd = contentEnd(bytes, at, next, this.options.endByte);
      const delimiter = this.boundaries.find(bytes, at, lineEnd);
      if (delimiter === undefined) {
        this.noteLine(at, lineEnd);
        at = next;
      } else if (this.partCount >= maxParts) {
        this.options.note('mime.too-many-parts', at, bytes.length);
        break;
      } else {
        at = this.takeDelimiter(delimiter.frame, delimiter.isClosing, { start: at, end: next });
      }
    }
    this.closeDownTo(0, bytes.length);
    return this.root ?? this.finish(this.frames[0], bytes.length);
  }

  /** Lines that only some programs take for more than text. */
  private noteLine(start: number, end: number): void {
    const first = this.bytes[start];
    const { note } = this.options;
    if (first === 98 && isUuencodeBegin(this.bytes, start, end)) note('mime.uuencoded', start, end);
    else if (first === 61 && startsWith(this.bytes, start, '=ybegin ')) note('mime.yencoded', start, end);
    else if ((first === 45 || first === 32 || first === 9) && this.boundaries.resembles(this.bytes, start, end)) {
      note('mime.boundary-lookalike', start, end);
    }
    if (this.frames.length > 1 || (this.frames[0]?.boundaries.length ?? 0) > 0) this.noteBareReturn(start, end);
  }

  /** A bare CR before what could be a boundary: a line end for some programs. */
  private noteBareReturn(start: number, end: number): void {
    const { bytes, options } = this;
    if (options.endByte === 13) return;
    if (this.nextReturn < start) {
      const found = bytes.indexOf(13, start);
      this.nextReturn = found === -1 ? bytes.length : found;
    }
    while (this.nextReturn < end) {
      const at = this.nextReturn;
      if (bytes[at + 1] === 45 && bytes[at + 2] === 45) options.note('mime.boundary-lookalike', at, at + 3);
      const found = bytes.indexOf(13, at + 1);
      this.nextReturn = found === -1 ? bytes.length : found;
    }
  }

  private takeDelimiter(index: number, isClosing: boolean, line: Span): number {
    const frame = this.frames[index];
    if (frame === undefined) return line.end;
    this.closeDownTo(index + 1, this.beforeLine(line.start, frame.bodyStart));
    if (frame.state === 'preamble') this.noteContent('mime.preamble', frame.bodyStart, line.start);
    if (isClosing) {
      this.closeFrame(frame, index, line.end);
      return line.end;
    }
    if (frame.state === 'closed') this.options.note('mime.part-after-close', line.start, line.end);
    frame.state = 'parts';
    const section = this.readHeader(line.end);
    const defaultType = frame.content.mediaType === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    const path = `${frame.childPrefix}${frame.parts.length + 1}`;
    return this.open(section, defaultType, () => ({ path, childPrefix: `${path}.` }), line.end);
  }

  /** The first closing delimiter counts; a shared boundary goes back to the enclosing part. */
  private closeFrame(frame: Frame, index: number, epilogueStart: number): void {
    if (frame.state !== 'closed') frame.epilogueStart = epilogueStart;
    frame.state = 'closed';
    for (const { text } of frame.boundaries) {
      if (this.boundaries.isShared(text)) this.boundaries.close(text, index);
    }
  }

  private readHeader(start: number): HeaderSection {
    const { bytes, options } = this;
    return readHeaderSection(bytes, start, bytes.length, {
      ...options,
      isDelimiter: (from, end) => this.boundaries.find(bytes, from, end) !== undefined,
    });
  }

  /** Opens a part and, where it is a message, the message inside; returns where its content begins. */
  private open(
    section: HeaderSection,
    defaultType: string,
    place: (isMultipart: boolean) => { readonly path: string; readonly childPrefix: string },
    start = section.headerSpan.start,
  ): number {
    const content = readContentFields(section.fields, defaultType, this.options.note);
    const isMultipart = content.mediaType.startsWith('multipart/');
    const boundaries = isMultipart ? this.usableBoundaries(content, section) : [];
    const frame: Frame = {
      ...place(isMultipart),
      start,
      bodyStart: section.bodyStart,
      fields: section.fields,
      content,
      boundaries,
      parts: [],
      state: 'preamble',
      epilogueStart: section.bodyStart,
    };
    this.partCount += 1;
    const index = this.frames.push(frame) - 1;
    for (const { text, span } of boundaries.filter(({ text }) => this.boundaries.overlaps(text))) {
      if (text !== '') this.options.note('mime.boundary-prefix', span.start, span.end);
    }
    for (const boundary of boundaries) {
      if (this.boundaries.open(boundary.text, index))
        this.options.note('mime.boundary-reused', boundary.span.start, boundary.span.end);
    }
    return isMultipart ? section.bodyStart : this.openEmbedded(frame);
  }

  private openEmbedded(frame: Frame): number {
    const { mediaType, transferEncoding } = frame.content;
    if (!isMessageType(mediaType)) return frame.bodyStart;
    const span = fieldSpan(frame, 'content-type');
    if (transferEncoding === 'base64' || transferEncoding === 'quoted-printable') {
      this.options.note('mime.message-encoded', span.start, span.end);
      return frame.bodyStart;
    }
    if (this.frames.length >= maxDepth || this.partCount >= maxParts) {
      this.options.note('mime.too-deep', span.start, span.end);
      return frame.bodyStart;
    }
    const prefix = frame.path === '' ? '' : `${frame.path}.`;
    return this.open(
      this.readHeader(frame.bodyStart),
      'text/plain',
      (isMultipart) => ({
        path: `${prefix}${isMultipart ? 'TEXT' : '1'}`,
        childPrefix: isMultipart ? prefix : `${prefix}1.`,
      }),
      frame.bodyStart,
    );
  }

  private usableBoundaries(content: ContentFields, section: HeaderSection): readonly Boundary[] {
    const { note, endByte } = this.options;
    const span = section.fields.find(({ key }) => key === 'content-type')?.span ?? section.headerSpan;
    if (content.transferEncoding === 'base64' || content.transferEncoding === 'quoted-printable') {
      note('mime.multipart-encoded', span.start, span.end);
    }
    if (this.frames.length >= maxDepth) {
      note('mime.too-deep', span.start, span.end);
      return [];
    }
    if (content.boundaries.length > 0) return content.boundaries;
    const guess = guessBoundary(this.bytes, section.bodyStart, endByte);
    note(guess === undefined ? 'mime.boundary-missing' : 'mime.boundary-guessed', span.start, span.end);
    return guess === undefined ? [] : [guess];
  }

  private closeDownTo(depth: number, end: number): void {
    while (this.frames.length > depth) {
      const index = this.frames.length - 1;
      const frame = this.frames[index];
      const part = this.finish(frame, end);
      for (const { text } of frame?.boundaries ?? []) this.boundaries.close(text, index);
      this.frames.pop();
      const parent = this.frames[index - 1];
      if (parent === undefined) this.root = part;
      else parent.parts.push(part);
    }
  }

  private finish(frame: Frame | undefined, before: number): MimePart {
    if (frame === undefined) throw new Error('a message always has a root part');
    // A last part of which only the delimiter stands begins after the line end that belongs to the next delimiter.
    const end = Math.max(before, frame.start, frame.parts.at(-1)?.span.end ?? 0);
    this.noteEnd(frame, end);
    const { content, boundaries } = frame;
    // A part whose header runs into the delimiter has no body: its end must not come before its start.
    const bodyStart = Math.min(frame.bodyStart, end);
    if (frame.parts.length === 0) {
      noteLeaf(this.bytes, content, { start: bodyStart, end }, fieldSpan(frame, 'content-type'), this.options.note);
    }
    return {
      path: frame.path,
      mediaType: content.mediaType,
      parameters: content.parameters,
      disposition: content.disposition,
      fileName: content.fileName,
      charset: content.charset,
      transferEncoding: content.transferEncoding,
      contentId: content.contentId,
      fields: frame.fields,
      span: { start: frame.start, end },
      bodySpan: { start: bodyStart, end },
      boundary: boundaryText(boundaries[0]),
      boundarySpan: boundaries[0]?.span,
      parts: frame.parts,
    };
  }

  private noteEnd(frame: Frame, end: number): void {
    const span = frame.boundaries[0]?.span;
    if (span === undefined) return;
    if (frame.state === 'preamble') this.options.note('mime.boundary-absent', span.start, span.end);
    if (frame.state === 'parts') this.options.note('mime.boundary-unclosed', span.start, span.end);
    if (frame.state === 'closed') this.noteContent('mime.epilogue', frame.epilogueStart, end);
  }

  /** Notes bytes outside of all parts, unless they are blank. */
  private noteContent(code: IssueCode, start: number, end: number): void {
    let at = start;
    while (at < end && (this.bytes[at] ?? 0) <= 32) at += 1;
    if (at < end) this.options.note(code, start, end);
  }

  /** The line end before a delimiter belongs to the delimiter (RFC 2046 section 5.1.1). */
  private beforeLine(start: number, floor: number): number {
    return start <= floor ? start : contentEnd(this.bytes, floor, start, this.options.endByte);
  }
}

function fieldSpan(frame: Frame, key: string): Span {
  return frame.fields.find((field) => field.key === key)?.span ?? { start: frame.start, end: frame.bodyStart };
}

function startsWith(bytes: Uint8Array, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index += 1) {
    if (bytes[at + index] !== word.charCodeAt(index)) return false;
  }
  return true;
}

/** `begin 644 name`: three or four octal digits. */
function isUuencodeBegin(bytes: Uint8Array, start: number, end: number): boolean {
  if (!startsWith(bytes, start, 'begin') || end - start > 1000) return false;
  return /^begin(?:-base64)? +[0-7]{3,4} +\S/.test(
    String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 40))),
  );
}
