import { type EncodedValue, PIECE_MIN } from './encoded-values';

/** Looks for very many pieces in a byte string at once: by their first six signs, one look a place. */
export class PieceSearch {
  readonly #exact: PieceIndex;
  readonly #anyCase: PieceIndex;

  constructor(values: readonly EncodedValue[]) {
    this.#exact = new PieceIndex(values.filter(({ anyCase }) => !anyCase));
    this.#anyCase = new PieceIndex(values.filter(({ anyCase }) => anyCase));
  }

  /** The first piece that stands in the text, also where line ends part it. */
  findIn(text: string): EncodedValue | undefined {
    const joined = text.replace(/=?\r?\n[ \t]*/g, '');
    return (
      this.#exact.findIn(text) ??
      this.#exact.findIn(joined) ??
      this.#anyCase.findIn(text.toLowerCase()) ??
      this.#anyCase.findIn(joined.toLowerCase())
    );
  }
}

class PieceIndex {
  readonly #byStart = new Map<string, EncodedValue[]>();

  constructor(values: readonly EncodedValue[]) {
    for (const value of values) {
      const start = value.bytes.slice(0, PIECE_MIN);
      const same = this.#byStart.get(start);
      if (same === undefined) {
        this.#byStart.set(start, [value]);
      } else {
        same.push(value);
      }
    }
  }

  findIn(text: string): EncodedValue | undefined {
    if (this.#byStart.size === 0) {
      return undefined;
    }
    for (let at = 0; at + PIECE_MIN <= text.length; at += 1) {
      const found = this.#byStart.get(text.slice(at, at + PIECE_MIN))?.find(({ bytes }) => text.startsWith(bytes, at));
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }
}
