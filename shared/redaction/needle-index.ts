/** Which needles may stand in a text: one walk over it, however many there are. */
import { rememberFor } from '../text/remember';
import type { Needle } from './needles';

/** So many signs of a hint lead to its needle. */
const START = 3;
const BITS = 18;
const MASK = (1 << BITS) - 1;

interface Entry {
  readonly hint: string;
  /** Place of the needle in the list. */
  readonly place: number;
}

class NeedleIndex {
  readonly #needles: readonly Needle[];
  readonly #isStart = new Uint8Array(1 << BITS);
  readonly #byStart = new Map<number, Entry[]>();
  /** Places of needles without a hint that is long enough. */
  readonly #always: readonly number[];

  constructor(needles: readonly Needle[]) {
    this.#needles = needles;
    const always: number[] = [];
    for (const [place, { hints }] of needles.entries()) {
      const hint = hints.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
      if (hint.length < START) {
        always.push(place);
      } else {
        this.#add({ hint, place });
      }
    }
    this.#always = always;
  }

  #add(entry: Entry): void {
    const slot = slotAt(entry.hint, 0);
    this.#isStart[slot] = 1;
    const same = this.#byStart.get(slot);
    if (same === undefined) {
      this.#byStart.set(slot, [entry]);
    } else {
      same.push(entry);
    }
  }

  /** Those all of whose hints stand in the text, in the order of the list. */
  standingIn(text: string): readonly Needle[] {
    const places = new Set(this.#always);
    for (let at = 0; at + START <= text.length; at += 1) {
      const slot = slotAt(text, at);
      if (this.#isStart[slot] === 1) {
        for (const { hint, place } of this.#byStart.get(slot) ?? []) {
          if (text.startsWith(hint, at)) {
            places.add(place);
          }
        }
      }
    }
    return [...places]
      .sort((a, b) => a - b)
      .flatMap((place) => this.#needles[place] ?? [])
      .filter(({ hints }) => hints.every((hint) => text.includes(hint)));
  }
}

/** Signs that share a slot cost a comparison more, nothing else. */
function slotAt(text: string, at: number): number {
  return (text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 6) ^ (text.charCodeAt(at + 2) << 12)) & MASK;
}

const indexOf = rememberFor((needles: readonly Needle[]) => new NeedleIndex(needles));

/** The needles whose hints all stand in a folded text, in their order. */
export function needlesStandingIn(text: string, needles: readonly Needle[]): readonly Needle[] {
  return indexOf(needles).standingIn(text);
}
