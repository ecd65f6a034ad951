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
    const both = joined === text ? [text] : [text, joined];
    return (
      first(both, (one) => this.#exact.findIn(one)) ?? first(both, (one) => this.#anyCase.findIn(one.toLowerCase()))
    );
  }
}

function first<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
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
      const slot = slotOf(hashOfStart(value.bytes));
      this.#isStart[slot] = 1;
      const same = this.#bySlot.get(slot);
      if (same === undefined) {
        this.#bySlot.set(slot, [value]);
      } else {
        same.push(value);
      }
    }
  }

  findIn(text: string): EncodedValue | undefined {
    if (this.#bySlot.size === 0 || text.length < PIECE_MIN) {
      return undefined;
    }
    let hash = hashOfStart(text);
    for (let at = 0; ; at += 1) {
      const slot = slotOf(hash);
      if (this.#isStart[slot] === 1) {
        const found = this.#bySlot.get(slot)?.find(({ bytes }) => text.startsWith(bytes, at));
        if (found !== undefined) {
          return found;
        }
      }
      if (at + PIECE_MIN >= text.length) {
        return undefined;
      }
      hash = withNext(hash, text.charCodeAt(at + PIECE_MIN));
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
