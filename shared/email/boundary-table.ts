import { toByteString } from './byte-string';
import type { ByteString } from './types';

/** A line beginning with `--` that is one of the boundaries now open. */
export interface Delimiter {
  readonly frame: number;
  readonly isClosing: boolean;
}

/** Longer lines are no delimiters: RFC 2046 section 5.1.1 allows 70 characters, and nobody writes 2,000. */
const maxDelimiterBytes = 2000;

/** Blanks before a boundary that a careless program passes over. */
const maxIndent = 20;

/** Boundaries that a line is compared with, when it is none. */
const maxCompared = 12;

/**
 * The boundaries of all open multiparts, by text: one look-up a line, however deep the nesting.
 *
 * A line belongs to the innermost part that declares its boundary. A boundary matches whole lines only: a line that
 * merely begins with it is content (RFC 2046 section 5.1.1 as corrected by erratum 1733).
 */
export class BoundaryTable {
  private readonly frames = new Map<ByteString, number[]>();
  /** In lower case; those of closed parts too, as a boundary after its end is one for careless programs. */
  private readonly recent: ByteString[] = [];

  /** Declares a boundary; true when an enclosing part uses the same one. */
  open(boundary: ByteString, frame: number): boolean {
    if (this.recent.length >= maxCompared) this.recent.shift();
    this.recent.push(boundary.toLowerCase());
    const users = this.frames.get(boundary) ?? [];
    users.push(frame);
    this.frames.set(boundary, users);
    return users.length > 1;
  }

  /** Whether it begins with another boundary, or another with it, which RFC 2046 section 5.1.2 forbids in nested parts. */
  overlaps(boundary: ByteString): boolean {
    const own = boundary.toLowerCase();
    return this.recent.some((other) => other !== own && (other.startsWith(own) || own.startsWith(other)));
  }

  /** Takes a boundary back from a frame; without effect when the frame has it no more. */
  close(boundary: ByteString, frame: number): void {
    const users = this.frames.get(boundary);
    if (users?.at(-1) !== frame) return;
    users.pop();
    if (users.length === 0) this.frames.delete(boundary);
  }

  /** Whether an enclosing part too uses this boundary. */
  isShared(boundary: ByteString): boolean {
    return (this.frames.get(boundary)?.length ?? 0) > 1;
  }

  /**
   * Whether a line is no boundary and yet looks like one: the same in other letters, or with more behind it.
   *
   * Only the last few boundaries are compared, so that a line costs no more however many are open.
   */
  resembles(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.frames.size === 0) return false;
    let first = start;
    while (first < end && first < start + maxIndent && (bytes[first] === 32 || bytes[first] === 9)) first += 1;
    if (bytes[first] !== 45 || bytes[first + 1] !== 45) return false;
    const text = toByteString(bytes, first + 2, Math.min(end, first + 300))
      .toLowerCase()
      .trim();
    return this.recent.some((boundary) => {
      const plain = boundary.slice(0, 200);
      return (
        plain.length > 0 &&
        (text.startsWith(plain) || (text.length > 5 && /[^-\s]/.test(text) && plain.startsWith(text)))
      );
    });
  }

  /** The delimiter that a line is, `start` and `end` being its content without the line end. */
  find(bytes: Uint8Array, start: number, end: number): Delimiter | undefined {
    if (this.frames.size === 0 || bytes[start] !== 45 || bytes[start + 1] !== 45) return undefined;
    let last = end;
    while (last > start + 2 && isPadding(bytes[last - 1])) last -= 1;
    if (last - start > maxDelimiterBytes) return undefined;
    const text = toByteString(bytes, start + 2, last);
    const frame = this.frames.get(text)?.at(-1);
    if (frame !== undefined) return { frame, isClosing: false };
    const closed = text.endsWith('--') ? this.frames.get(text.slice(0, -2))?.at(-1) : undefined;
    return closed === undefined ? undefined : { frame: closed, isClosing: true };
  }
}

/** RFC 2046 section 5.1.1 `transport-padding`, and the bare CR of a line that ends CR CR LF. */
function isPadding(byte: number | undefined): boolean {
  return byte === 32 || byte === 9 || byte === 13;
}
