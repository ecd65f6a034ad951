/**
 * Which bytes of a header field the report prints.
 *
 * An ordinary field stands whole. Of a long one (a filter's opaque results, a list of hundreds of recipients) its beginning
 * is printed, and what an observation refers to with a little around it; a sentence names the bytes left out.
 */
import type { ByteString, Span } from '../../email/types';

/** The longest Received field of the labelled mail has 501 bytes, a signature with a key of 2,048 bits some 1,200. */
const WHOLE_MAX = 1_500;
const BEGINNING = 400;
/** Bytes printed before and after those that an observation refers to. */
const AROUND = 120;
/** Of a mark as long as the field itself its beginning is enough. */
const MARK_MAX = 300;
/** Fewer bytes than a sentence about them takes are printed. */
const GAP_MIN = 160;
/** A piece begins and ends with its line, where the line is no longer than that. */
const LINE_MAX = 200;
const PIECES_MAX = 12;

/**
 * @param marks spans of observations anywhere in the message
 * @returns spans inside of the field, in order, apart from each other; the whole field where it is short
 */
export function printedPieces(header: ByteString, field: Span, marks: readonly Span[]): readonly Span[] {
  if (field.end - field.start <= WHOLE_MAX) {
    return [{ start: field.start, end: field.end }];
  }
  const wanted = marks
    .filter(({ start, end }) => start < field.end && end > field.start)
    .map(({ start, end }) => around(header, field, { start, end: Math.min(end, start + MARK_MAX) }))
    .sort((a, b) => a.start - b.start);
  const beginning = wholeLines(header, field, { start: field.start, end: field.start + BEGINNING });
  return joined([beginning, ...wanted], field).slice(0, PIECES_MAX);
}

function around(header: ByteString, field: Span, mark: Span): Span {
  return wholeLines(header, field, {
    start: Math.max(field.start, mark.start - AROUND),
    end: Math.min(field.end, mark.end + AROUND),
  });
}

/** The span with the rest of its first and of its last line. */
function wholeLines(header: ByteString, field: Span, { start, end }: Span): Span {
  const before = header.lastIndexOf('\n', start - 1) + 1;
  const feed = header.indexOf('\n', end - 1);
  const after = feed < 0 ? field.end : Math.min(feed + 1, field.end);
  return {
    start: start - before <= LINE_MAX ? Math.max(before, field.start) : start,
    end: after - end <= LINE_MAX ? after : end,
  };
}

/** Pieces that overlap, or lie close to each other or to the field's end, made one. */
function joined(pieces: readonly Span[], field: Span): readonly Span[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end } of pieces) {
    const last = found[found.length - 1];
    const reaching = field.end - end < GAP_MIN ? field.end : end;
    if (last !== undefined && start - last.end < GAP_MIN) {
      last.end = Math.max(last.end, reaching);
    } else {
      found.push({ start, end: reaching });
    }
  }
  return found;
}
