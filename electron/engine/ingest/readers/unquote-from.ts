/**
 * Undoes mboxrd quoting while a message streams by: `>From `, `>>From ` … lose one `>`.
 *
 * Only for mailboxes that are known to be mboxrd: in mboxo a `>From ` line may have been so in the original.
 */
import type { LineEndByte } from '../../../../shared/email/lines';
import { QUOTED_FROM } from '../../message/undo-quoting';

/** A run of `>` longer than what can be held back is left as it is. */
const HOLD_BACK = 4_096;

export class FromUnquoter {
  #rest = '';
  #atLineStart = true;
  readonly #take: (piece: Buffer) => void;
  readonly #lineEnd: LineEndByte;

  constructor(take: (piece: Buffer) => void, lineEnd: LineEndByte) {
    this.#take = take;
    this.#lineEnd = lineEnd;
  }

  push(piece: Buffer): void {
    const text = this.#rest + piece.toString('latin1');
    const cut = text.lastIndexOf(String.fromCharCode(this.#lineEnd));
    const isLong = cut === -1 && text.length > HOLD_BACK;
    // Held back from the last line end on, because what follows it may be a quoted `From `.
    const ready = isLong ? text : text.slice(0, Math.max(cut, 0));
    this.#rest = isLong ? '' : text.slice(Math.max(cut, 0));
    this.#emit(ready);
  }

  end(): void {
    this.#emit(this.#rest);
    this.#rest = '';
  }

  #emit(text: string): void {
    if (text === '') {
      return;
    }
    const restored = text.replace(
      QUOTED_FROM[this.#lineEnd],
      (whole, lineStart: string, kept: string, offset: number) =>
        lineStart === '' && !(offset === 0 && this.#atLineStart) ? whole : lineStart + kept,
    );
    this.#atLineStart = false;
    this.#take(Buffer.from(restored, 'latin1'));
  }
}
