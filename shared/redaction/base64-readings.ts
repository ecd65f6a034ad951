/** What base64 hides in a text. Every long word looks like it, so that nothing is made for a word until it holds something. */
import { heldText, type Letters, RunReading } from './decoded-runs';
import type { Reading } from './reading';

/** A shorter run holds no value that is looked for. */
const LETTERS_MIN = 8;
/** An encoded text may begin at any of so many places of a longer run. */
const BEGINNINGS = [0, 1, 2, 3] as const;

/** What a unit of a text is: below 64 the value of a letter of either alphabet (RFC 4648 sections 4 and 5). */
const [PAD, LINE_FEED, RETURN, BLANK, OTHER] = [64, 65, 66, 67, 68] as const;

const KINDS = new Uint8Array(128).fill(OTHER);
for (const [value, letter] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  KINDS[letter.charCodeAt(0)] = value;
}
for (const [unit, kind] of [
  ['-', 62],
  ['_', 63],
  ['=', PAD],
  ['\n', LINE_FEED],
  ['\r', RETURN],
  [' ', BLANK],
  ['\t', BLANK],
] as const) {
  KINDS[unit.charCodeAt(0)] = kind;
}

/** In the order of beginnings; for each, words alone and then over the ends of lines. */
export function base64Readings(reading: Reading): readonly Reading[] {
  return new Base64Reader(reading).readings();
}

class Base64Reader {
  readonly #kinds: Uint8Array;
  /** Room for the letters of one run without the ends of lines in it. */
  readonly #joined: Uint8Array;
  /** For each beginning what words hold, and what runs hold that go over the ends of lines: a word of text may stand in front of one. */
  readonly #words: readonly RunReading[];
  readonly #overLines: readonly RunReading[];
  #hasBreak = false;

  constructor(reading: Reading) {
    this.#kinds = kindsOf(reading.text);
    this.#joined = new Uint8Array(this.#kinds.length);
    this.#words = BEGINNINGS.map(() => new RunReading(reading));
    this.#overLines = BEGINNINGS.map(() => new RunReading(reading));
    for (let at = 0; at < this.#kinds.length; at += 1) {
      if (isLetter(this.#kinds, at)) {
        // What ended a run is no letter.
        at = this.#readRun(at);
      }
    }
  }

  readings(): readonly Reading[] {
    // Where no run goes over the end of a line, both are the same.
    const ways = this.#hasBreak ? [this.#words, this.#overLines] : [this.#words];
    return BEGINNINGS.flatMap((skip) => ways.flatMap((way) => way[skip]?.readings() ?? []));
  }

  /** Reads the run that begins at a letter; returns where it ends. */
  #readRun(start: number): number {
    let [end, units, breaks] = [start, 0, 0];
    for (let length = 1; length > 0; length = isLetter(this.#kinds, end) ? 1 : breakLength(this.#kinds, end)) {
      breaks += isLetter(this.#kinds, end) ? 0 : 1;
      units += 1;
      end += length;
    }
    // The end of a line counts as one more unit of the run.
    if (units >= LETTERS_MIN && breaks === 0) {
      this.#decode(start, end, [this.#words, this.#overLines]);
    } else if (units >= LETTERS_MIN) {
      this.#hasBreak = true;
      this.#readWords(start, end);
      this.#decodeJoined(start, end);
    }
    return end;
  }

  /** The words of a run that goes over the ends of lines. */
  #readWords(start: number, end: number): void {
    for (let at = start; at < end; at += 1) {
      const first = at;
      while (at < end && isLetter(this.#kinds, at)) {
        at += 1;
      }
      if (at - first >= LETTERS_MIN) {
        this.#decode(first, at, [this.#words]);
      }
    }
  }

  #decode(start: number, end: number, into: readonly (readonly RunReading[])[]): void {
    const letters: Letters = { values: this.#kinds, bits: 6 };
    for (const skip of BEGINNINGS) {
      const text = heldText(letters, start + skip, end);
      for (const way of into) {
        way[skip]?.add(start, this.#afterPadding(end), text);
      }
    }
  }

  #decodeJoined(start: number, end: number): void {
    let count = 0;
    for (let at = start; at < end; at += 1) {
      if (isLetter(this.#kinds, at)) {
        this.#joined[count] = this.#kinds[at] ?? 0;
        count += 1;
      }
    }
    for (const skip of BEGINNINGS) {
      const text = heldText({ values: this.#joined, bits: 6 }, skip, count);
      this.#overLines[skip]?.add(start, this.#afterPadding(end), text);
    }
  }

  /** Padding belongs to a run. */
  #afterPadding(end: number): number {
    return this.#kinds[end] !== PAD ? end : this.#kinds[end + 1] !== PAD ? end + 1 : end + 2;
  }
}

function kindsOf(text: string): Uint8Array {
  const kinds = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    kinds[at] = KINDS[text.charCodeAt(at)] ?? OTHER;
  }
  return kinds;
}

function isLetter(kinds: Uint8Array, at: number): boolean {
  return (kinds[at] ?? OTHER) < PAD;
}

/** Units of an end of line, and one blank at most, after which letters go on; 0 for anything else. */
function breakLength(kinds: Uint8Array, at: number): number {
  const lineFeed = kinds[at] === RETURN ? at + 1 : at;
  if (kinds[lineFeed] !== LINE_FEED) {
    return 0;
  }
  const next = lineFeed + (kinds[lineFeed + 1] === BLANK ? 2 : 1);
  return isLetter(kinds, next) ? next - at : 0;
}
