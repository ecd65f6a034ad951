/** Which needles may stand in a text: one walk over it, however many there are. */
import { rememberFor } from '../text/remember';
import { foldedUnits } from './folded';
import type { Needle } from './needles';

class NeedleIndex {
  readonly #needles: readonly Needle[];
  readonly #hints: HintSearch;
  readonly #digits: HintSearch;
  readonly #allAreHinted: boolean;

  constructor(needles: readonly Needle[]) {
    this.#needles = needles;
    this.#hints = new HintSearch(needles.flatMap(({ hints }) => hints));
    this.#digits = new HintSearch(needles.flatMap(({ digits }) => (digits === '' ? [] : [digits])));
    this.#allAreHinted = needles.every(({ hints, digits }) => hints.length > 0 || digits !== '');
  }

  standingIn(text: string): readonly Needle[] {
    const units = foldedUnits(text);
    const hints = this.#hints.standingIn(units);
    const digits = this.#digits.isEmpty ? NONE : this.#digits.standingIn(units.filter(isDigit));
    if (hints.size === 0 && digits.size === 0 && this.#allAreHinted) {
      return [];
    }
    return this.#needles.filter(
      (needle) => needle.hints.every((hint) => hints.has(hint)) && (needle.digits === '' || digits.has(needle.digits)),
    );
  }
}

const NONE: ReadonlySet<string> = new Set();

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** So many units of a hint lead to it. */
const START = 3;
const SLOT_BITS = 18;
const SLOT_MASK = (1 << SLOT_BITS) - 1;

/** Looks for many texts in another one at once. */
class HintSearch {
  readonly #isStart = new Uint8Array(1 << SLOT_BITS);
  readonly #byStart = new Map<number, string[]>();
  /** Those that are shorter than a beginning. */
  readonly #short: readonly string[];
  readonly isEmpty: boolean;

  constructor(hints: readonly string[]) {
    const all = [...new Set(hints)];
    this.isEmpty = all.length === 0;
    this.#short = all.filter(({ length }) => length < START);
    for (const hint of all.filter(({ length }) => length >= START)) {
      const slot = slotOf(hint.charCodeAt(0), hint.charCodeAt(1), hint.charCodeAt(2));
      this.#isStart[slot] = 1;
      const same = this.#byStart.get(slot);
      if (same === undefined) {
        this.#byStart.set(slot, [hint]);
      } else {
        same.push(hint);
      }
    }
  }

  standingIn(units: Uint16Array): ReadonlySet<string> {
    const found = new Set(this.#short.filter((hint) => units.some((_, at) => standsAt(units, at, hint))));
    let [first, second] = [units[0] ?? 0, units[1] ?? 0];
    for (let at = 2; at < units.length; at += 1) {
      const third = units[at] ?? 0;
      const slot = slotOf(first, second, third);
      if (this.#isStart[slot] === 1) {
        for (const hint of this.#byStart.get(slot) ?? []) {
          if (!found.has(hint) && standsAt(units, at - 2, hint)) {
            found.add(hint);
          }
        }
      }
      first = second;
      second = third;
    }
    return found;
  }
}

/** Hints that share a slot cost a comparison more, nothing else. */
function slotOf(first: number, second: number, third: number): number {
  return (first ^ (second << 6) ^ (third << 12)) & SLOT_MASK;
}

function standsAt(units: Uint16Array, start: number, text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (units[start + at] !== text.charCodeAt(at)) {
      return false;
    }
  }
  return true;
}

const indexOf = rememberFor((needles: readonly Needle[]) => new NeedleIndex(needles));

/** The needles whose hints all stand in a text as it is compared, and whose digits follow one another there, in their order. */
export function needlesStandingIn(text: string, needles: readonly Needle[]): readonly Needle[] {
  return indexOf(needles).standingIn(text);
}
