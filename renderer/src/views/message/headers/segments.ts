import type { ByteString } from '../../../../../shared/email/types';
import { characterLabel, codePointText, isInvisible } from '../../../format/characters';
import { decodeUtf8At } from './utf8';

/**
 * A run of bytes and how it is painted.
 *
 * `text`: printable ASCII, painted as it is. `character`: one visible character outside ASCII, painted with its code
 * point. `tab`: a horizontal tab, too common in folds to be boxed. `hidden`: any other control or invisible character,
 * painted as its name. `invalid`: a byte that is no UTF-8. `line-end`: CR, LF or both.
 */
export interface Segment {
  readonly kind: 'text' | 'character' | 'tab' | 'hidden' | 'invalid' | 'line-end';
  readonly start: number;
  readonly end: number;
  /** What is painted; for `text` one unit for each byte. */
  readonly shown: string;
  /** The code point or the name, for the small box. */
  readonly label: string;
}

/** Splits bytes into segments that follow each other without a gap, in time linear in their number. */
export function segmentsOf(bytes: ByteString, start: number, end: number): readonly Segment[] {
  const segments: Segment[] = [];
  for (let at = start; at < end; ) {
    const plainEnd = endOfPlain(bytes, at, end);
    const segment =
      plainEnd > at
        ? { kind: 'text' as const, start: at, end: plainEnd, shown: bytes.slice(at, plainEnd), label: '' }
        : oddSegment(bytes, at, end);
    segments.push(segment);
    at = segment.end;
  }
  return segments;
}

/** The segment of a line's end; none where the last line has no end. */
export function lineEndSegment(bytes: ByteString, end: number, next: number): Segment | undefined {
  if (next <= end) {
    return undefined;
  }
  const label = bytes.slice(end, next) === '\r\n' ? 'CR LF' : 'LF';
  return { kind: 'line-end', start: end, end: next, shown: label, label };
}

/** The end of a run of printable ASCII. */
function endOfPlain(bytes: ByteString, start: number, limit: number): number {
  let at = start;
  while (at < limit) {
    const byte = bytes.charCodeAt(at);
    if (byte < 0x20 || byte > 0x7e) {
      break;
    }
    at += 1;
  }
  return at;
}

function oddSegment(bytes: ByteString, at: number, limit: number): Segment {
  if (bytes.charAt(at) === '\t') {
    return { kind: 'tab', start: at, end: at + 1, shown: '→', label: characterLabel(9) };
  }
  const decoded = decodeUtf8At(bytes, at, limit);
  if (decoded === null) {
    const label = `<${bytes.charCodeAt(at).toString(16).toUpperCase().padStart(2, '0')}>`;
    return { kind: 'invalid', start: at, end: at + 1, shown: label, label };
  }
  const { codePoint, length } = decoded;
  if (isInvisible(codePoint)) {
    const label = characterLabel(codePoint);
    return { kind: 'hidden', start: at, end: at + length, shown: label, label };
  }
  const shown = String.fromCodePoint(codePoint);
  return { kind: 'character', start: at, end: at + length, shown, label: codePointText(codePoint) };
}
