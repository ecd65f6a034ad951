/**
 * The header section as numbered lines of cells, each cell with the bytes behind it.
 *
 * Nothing is decoded that a reader could not find again in the original: printable ASCII stands as it is, valid UTF-8
 * as its character, every other byte as `<0xE4>`. Long fields are printed in pieces, long sections cut, with a sentence that
 * names the bytes left out, so that neither a filter's opaque results nor a hostile field bury what matters.
 */

import type { ByteString, Span } from '../../email/types';
import { codePointLabel, visibleRuns } from '../../text/visible-text';
import { omittedBytes, omittedFields } from '../../wording/packet-report';
import type { ExcerptCell, ExcerptLine } from '../report-model';
import { printedPieces } from './printed-pieces';
import type { HeaderFieldView } from './report-terms';

const SECTION_BYTES_MAX = 48_000;

/** Lines of the header section; `fields` are the spans of its fields in order, `marks` those of the observations. */
export function excerptLines(
  header: ByteString,
  fields: readonly HeaderFieldView[],
  marks: readonly Span[],
): readonly ExcerptLine[] {
  const lines: ExcerptLine[] = [];
  let printed = 0;
  let number = 1;
  for (const [index, field] of fields.entries()) {
    if (printed >= SECTION_BYTES_MAX) {
      lines.push({ kind: 'omitted', start: field.start, text: omittedFields(fields.length - index, field.start) });
      break;
    }
    let at = field.start;
    for (const piece of printedPieces(header, field, marks)) {
      lines.push(...leftOut(at, piece.start));
      const first = number + lineFeeds(header, { start: field.start, end: piece.start });
      lines.push(...pieceLines(header, field, piece, first));
      printed += piece.end - piece.start;
      at = piece.end;
    }
    lines.push(...leftOut(at, field.end));
    number += lineFeeds(header, field);
  }
  return lines;
}

function leftOut(start: number, end: number): readonly ExcerptLine[] {
  return start < end ? [{ kind: 'omitted', start, text: omittedBytes(end - start, start, end) }] : [];
}

/** @param first the number of the line in which the piece begins */
function pieceLines(header: ByteString, field: HeaderFieldView, piece: Span, first: number): readonly ExcerptLine[] {
  return physicalLines(header, piece).map((span, line) => ({
    kind: 'bytes' as const,
    number: first + line,
    start: span.start,
    cells: cellsOf(header, span, span.start === field.start ? field.name.length + 1 : 0),
  }));
}

function lineFeeds(header: ByteString, { start, end }: Span): number {
  let count = 0;
  for (let at = header.indexOf('\n', start); at >= 0 && at < end; at = header.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}

/** Lines between line feeds; the line end itself belongs to its line. */
function physicalLines(header: ByteString, range: Span): readonly Span[] {
  const lines: Span[] = [];
  let start = range.start;
  while (start < range.end) {
    const feed = header.indexOf('\n', start);
    const end = feed < 0 || feed >= range.end ? range.end : feed + 1;
    lines.push({ start, end });
    start = end;
  }
  return lines;
}

/** The cells of one line; `nameLength` bytes at its start are the field's name and colon. */
function cellsOf(header: ByteString, span: Span, nameLength: number): readonly ExcerptCell[] {
  const end = span.end - lineEndLength(header, span);
  const nameEnd = Math.min(end, span.start + nameLength);
  return [
    ...decodeCells(header, { start: span.start, end: nameEnd }, 'name'),
    ...decodeCells(header, { start: nameEnd, end }, 'plain'),
  ];
}

function lineEndLength(header: ByteString, span: Span): number {
  const last = header.slice(Math.max(span.start, span.end - 2), span.end);
  return last === '\r\n' ? 2 : last.endsWith('\n') ? 1 : 0;
}

function decodeCells(header: ByteString, span: Span, style: 'plain' | 'name'): ExcerptCell[] {
  const cells: ExcerptCell[] = [];
  let position = span.start;
  while (position < span.end) {
    const length = plainLength(header, position, span.end);
    const cell =
      length > 0
        ? { text: header.slice(position, position + length), start: position, end: position + length, style }
        : oddCell(header, position, span.end, style);
    cells.push(cell);
    position = cell.end;
  }
  return cells;
}

function plainLength(header: ByteString, start: number, end: number): number {
  let position = start;
  while (position < end && isPrintableAscii(header.charCodeAt(position))) {
    position += 1;
  }
  return position - start;
}

function isPrintableAscii(code: number): boolean {
  return code >= 0x20 && code < 0x7f;
}

/** One cell for what is not printable ASCII: a tab, a character of UTF-8, or a byte's value. */
function oddCell(header: ByteString, start: number, end: number, style: 'plain' | 'name'): ExcerptCell {
  if (header[start] === '\t') {
    return { text: '\u2192   ', start, end: start + 1, style: 'faint' };
  }
  const character = utf8At(header, start, end);
  if (character === undefined) {
    return { text: byteLabel(header.charCodeAt(start)), start, end: start + 1, style: 'escaped' };
  }
  const isPlain = visibleRuns(character.text).every((run) => !run.escaped);
  return isPlain
    ? { text: character.text, start, end: start + character.length, style }
    : { text: codePointLabel(character.text), start, end: start + character.length, style: 'escaped' };
}

function byteLabel(code: number): string {
  return `<0x${code.toString(16).toUpperCase().padStart(2, '0')}>`;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The well-formed UTF-8 character of two or more bytes at `start`, if there is one (RFC 3629 section 4). */
function utf8At(header: ByteString, start: number, end: number): { text: string; length: number } | undefined {
  const lead = header.charCodeAt(start);
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (length === 0 || start + length > end) {
    return undefined;
  }
  const bytes = Uint8Array.from({ length }, (_, index) => header.charCodeAt(start + index));
  try {
    return { text: UTF8.decode(bytes), length };
  } catch {
    // Not well-formed: the byte is shown by its value.
    return undefined;
  }
}
