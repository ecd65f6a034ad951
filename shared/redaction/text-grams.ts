/** Which runs of three signs stand in a text, roughly: a quick no for most of what is looked for in a long text. */
const BITS = 18;
const MASK = (1 << BITS) - 1;

export class TextGrams {
  readonly #seen = new Uint8Array(1 << BITS);

  constructor(text: string) {
    for (let at = 0; at + 2 < text.length; at += 1) {
      this.#seen[slotAt(text, at)] = 1;
    }
  }

  /** False only where the text surely does not hold it. */
  mayHold(part: string): boolean {
    for (let at = 0; at + 2 < part.length; at += 1) {
      if (this.#seen[slotAt(part, at)] === 0) {
        return false;
      }
    }
    return true;
  }
}

function slotAt(text: string, at: number): number {
  return (text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 6) ^ (text.charCodeAt(at + 2) << 12)) & MASK;
}
