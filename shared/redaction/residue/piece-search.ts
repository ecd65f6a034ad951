import { type EncodedValue, PIECE_MIN } from './encoded-values';

/** Looks for very many pieces in a byte string at once: by their first six signs, one look a place. */
export class PieceSearch {
  readonly #index: PieceIndex;

  constructor(values: readonly EncodedValue[]) {
    this.#index = new PieceIndex(values);
  }

  /** The first piece that stands in the text, also where line ends part it; those whose case counts come first. */
  findIn(text: string): EncodedValue | undefined {
    const joined = text.replace(/=?\r?\n[ \t]*/g, '');
    const found = [text, ...(joined === text ? [] : [joined])].map((one) => this.#index.findIn(one));
    return found.find((one) => one?.anyCase === false) ?? found.find((one) => one !== undefined);
  }
}

/** Slots of the table of beginnings. Pieces that share one cost a comparison more, nothing else. */
const SLOT_BITS = 18;
/** Each sign moves those before it so far that after six it is gone. */
const SIGN_BITS = 5;
const HASH_MASK = 2 ** (SIGN_BITS * PIECE_MIN) - 1;
/** Odd, with its bits well spread (2 ** 32 divided by the golden ratio). */
const SPREAD = 0x9e3779b1;

class PieceIndex {
  readonly #isStart = new Uint8Array(1 << SLOT_BITS);
  readonly #bySlot = new Map<number, EncodedValue[]>();

  constructor(values: readonly EncodedValue[]) {
    for (const value of values) {
      const slot = slotOf(hashOfStart(value.bytes.toLowerCase()));
      this.#isStart[slot] = 1;
      const same = this.#bySlot.get(slot);
      if (same === undefined) {
        this.#bySlot.set(slot, [value]);
      } else {
        same.push(value);
      }
    }
  }

  /** The first one whose case counts, else the first of the others. */
  findIn(text: string): EncodedValue | undefined {
    if (this.#bySlot.size === 0 || text.length < PIECE_MIN) {
      return undefined;
    }
    const lower = text.toLowerCase();
    let other: EncodedValue | undefined;
    let hash = hashOfStart(lower);
    for (let at = 0; ; at += 1) {
      const slot = slotOf(hash);
      if (this.#isStart[slot] === 1) {
        const found =
          this.#bySlot.get(slot)?.filter(({ anyCase, bytes }) => (anyCase ? lower : text).startsWith(bytes, at)) ?? [];
        const exact = found.find(({ anyCase }) => !anyCase);
        if (exact !== undefined) {
          return exact;
        }
        other ??= found[0];
      }
      if (at + PIECE_MIN >= lower.length) {
        return other;
      }
      hash = withNext(hash, lower.charCodeAt(at + PIECE_MIN));
    }
  }
}

function hashOfStart(text: string): number {
  let hash = 0;
  for (let at = 0; at < PIECE_MIN; at += 1) {
    hash = withNext(hash, text.charCodeAt(at));
  }
  return hash;
}

function withNext(hash: number, unit: number): number {
  return ((hash << SIGN_BITS) ^ (unit & 0xff)) & HASH_MASK;
}

function slotOf(hash: number): number {
  return Math.imul(hash, SPREAD) >>> (32 - SLOT_BITS);
}
