/** `apply` with many more arguments than this overflows the stack of some engines. */
const CHUNK = 8_192;

/** UTF-16 units one after the other, for texts of very many small pieces; the room for them grows. */
export class UnitWriter {
  #units: Uint16Array;
  #length = 0;

  /** @param expected units, more or less */
  constructor(expected: number) {
    this.#units = new Uint16Array(expected);
  }

  unit(unit: number): void {
    if (this.#length === this.#units.length) {
      const grown = new Uint16Array(2 * this.#length + 64);
      grown.set(this.#units);
      this.#units = grown;
    }
    this.#units[this.#length] = unit;
    this.#length += 1;
  }

  text(text: string): void {
    for (let at = 0; at < text.length; at += 1) {
      this.unit(text.charCodeAt(at));
    }
  }

  units(): Uint16Array {
    return this.#units.subarray(0, this.#length);
  }

  string(): string {
    const pieces: string[] = [];
    for (let at = 0; at < this.#length; at += CHUNK) {
      const chunk = this.#units.subarray(at, Math.min(this.#length, at + CHUNK));
      // `apply` takes any array-like; its declared type wants an array.
      pieces.push(String.fromCharCode.apply(undefined, chunk as unknown as number[]));
    }
    return pieces.join('');
  }
}
