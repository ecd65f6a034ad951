import type { Span } from '../../email/types';
import type { Canonicalization } from '../canonical';
import type { HashName } from '../sha';

/** What a list, a gateway or a mail server does to a body on its way, and what is undone here. */
export type UndoStep =
  | 'lines-at-end' // lines were added at the end
  | 'lines-at-end-of-part' // lines were added at the end of a part
  | 'lines-at-start' // lines were added at the beginning
  | 'html-at-start' // something was added at the beginning of the formatted text
  | 'html-at-end' // something was added at the end of the formatted text
  | 'wrapped' // the message was made the first part of another
  | 'part-at-end' // a part was added at the end
  | 'part-at-start' // a part was added at the beginning
  | 'decoded' // another transfer encoding: the text was sent plain
  | 'base64' // another division of base64 lines
  | 'quoted-printable' // another division of quoted-printable lines
  | 'links'; // addresses of links were rewritten

/** A body as it may have been signed, with the way to it. */
export interface Candidate {
  readonly steps: readonly UndoStep[];
  /** What was taken out, in offsets of the message. */
  readonly removed: readonly Span[];
  readonly body: Uint8Array;
  /** Where each stretch of `body` lies in the message; undefined where it was made anew. */
  readonly pieces: readonly Span[] | undefined;
}

/** What a signature claims about the body. */
export interface BodyClaim {
  /** Tag `l`: only so many bytes of the canonical body were signed. */
  readonly length: number | undefined;
  readonly bodyForm: Canonicalization;
  readonly hash: HashName;
  /** Base64 with padding. */
  readonly expected: string;
}

/** Bytes that may still be hashed: the search ends when they are used up, whatever the message was made to do. */
export class Budget {
  #left: number;
  tries = 0;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Whether so much may still be hashed: asked before a body is put together. */
  canSpend(bytes: number): boolean {
    return this.#left >= bytes + 64;
  }

  /** @returns false when the search has to end */
  spend(bytes: number): boolean {
    this.#left -= bytes + 64;
    this.tries += 1;
    return this.#left >= 0;
  }
}

/** The offset in the message of a place in a candidate's body. */
export function originalOffset(pieces: readonly Span[], at: number): number {
  let before = 0;
  for (const { start, end } of pieces) {
    if (at <= before + end - start) {
      return start + at - before;
    }
    before += end - start;
  }
  return pieces.at(-1)?.end ?? 0;
}

export function joinPieces(bytes: Uint8Array, pieces: readonly Span[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((sum, { start, end }) => sum + end - start, 0));
  let at = 0;
  for (const { start, end } of pieces) {
    out.set(bytes.subarray(start, end), at);
    at += end - start;
  }
  return out;
}
