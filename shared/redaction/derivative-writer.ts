import type { Span } from '../email/types';
import { joinBytes } from '../text/join-bytes';
import type { Segment } from './span-map';

const encoder = new TextEncoder();

/** Gathers the bytes of a derivative, and which bytes of the original each piece stands for. */
export class DerivativeWriter {
  readonly #pieces: Uint8Array[] = [];
  readonly #segments: Segment[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** @param from what of the original the piece stands for; undefined for what is new */
  bytes(piece: Uint8Array, from?: Span): void {
    const start = this.#length;
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (from !== undefined) {
      this.#segments.push({ from, to: { start, end: this.#length } });
    }
  }

  text(text: string, from?: Span): void {
    this.bytes(encoder.encode(text), from);
  }

  finish(): { readonly bytes: Uint8Array; readonly segments: readonly Segment[] } {
    return { bytes: joinBytes(this.#pieces), segments: this.#segments };
  }
}
