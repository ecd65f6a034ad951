/** What runs of letters hold that look encoded: nearly always noise, which has to be seen without making a text of it. */
import { decodeWindows1252, toByteString } from '../email/byte-string';
import { joinedRuns, type Reading, type Swap } from './reading';

/** Letters of a run as the numbers that they stand for. */
export interface Letters {
  readonly values: Uint8Array;
  /** Of each letter: 6 in base64, 4 in hexadecimal. */
  readonly bits: 4 | 6;
}

/** Gathers what the runs of a reading hold, each on a line of its own: what stands beside a run does not belong to it. */
export class RunReading {
  readonly #reading: Reading;
  readonly #runs: Swap[] = [];

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  add(start: number, end: number, text: string): void {
    if (text !== '') {
      this.#runs.push({ start, end, text });
    }
  }

  /** None where all was noise. */
  readings(): readonly Reading[] {
    return this.#runs.length === 0 ? [] : [joinedRuns(this.#reading, this.#runs)];
  }
}

/** The text that letters from `start` to `end` (exclusive) hold; empty where they hold none. */
export function heldText(letters: Letters, start: number, end: number): string {
  return mayHoldText(letters, start, end) ? textIn(bytesOf(letters, start, end)) : '';
}

/** Bits that are left over at the end are no byte. */
export function bytesOf({ values, bits }: Letters, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(lengthInBytes(end - start, bits));
  let [group, filled, length] = [0, 0, 0];
  for (let at = start; at < end; at += 1) {
    group = ((group << bits) | (values[at] ?? 0)) & 0xffff;
    filled += bits;
    if (filled >= 8) {
      filled -= 8;
      bytes[length] = group >> filled;
      length += 1;
    }
  }
  return bytes;
}

function lengthInBytes(letters: number, bits: number): number {
  return Math.max(0, (letters * bits) >> 3);
}

/** What only looks encoded decodes to noise: seven signs of text in a row have to come out, five of UTF-16. */
const SIGNS_MIN = 7;
const UTF16_MIN = 5;
// biome-ignore lint/suspicious/noControlCharactersInRegex: text has none
const HAS_TEXT = /[^\x00-\x1f\x7f\ufffd]{7}/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL stands between the letters of UTF-16
const HAS_UTF16 = /(?:[\x20-\xff]\x00){5}/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: text has none
const CONTROLS = /[\x00-\x08\x0e-\x1f\x7f]/;

const lenientUtf8 = new TextDecoder('utf-8');

/** The text that bytes hold; empty where they hold none. Noise on its sides does not hide UTF-8. */
export function textIn(bytes: Uint8Array): string {
  const text = lenientUtf8.decode(bytes);
  const isUtf8 = !text.includes('\ufffd');
  if (isUtf8 && !CONTROLS.test(text)) {
    return text;
  }
  const hasText = HAS_TEXT.test(text) || HAS_UTF16.test(toByteString(bytes));
  return hasText ? `${decodeWindows1252(bytes)}${isUtf8 ? '' : `\n\n${text}`}` : '';
}

/**
 * Whether `textIn` has to be asked: one walk over the letters, which ends as soon as the rest cannot change the answer. Never
 * false where `textIn` finds something; true also for some sequences that only look like UTF-8.
 */
export function mayHoldText({ values, bits }: Letters, start: number, end: number): boolean {
  const watch = new ByteWatch();
  let left = lengthInBytes(end - start, bits);
  let [group, filled] = [0, 0];
  for (let at = start; at < end && left > 0; at += 1) {
    group = ((group << bits) | (values[at] ?? 0)) & 0xffff;
    filled += bits;
    if (filled >= 8) {
      filled -= 8;
      left -= 1;
      watch.take((group >> filled) & 0xff);
      if (watch.isFound || watch.isHopeless(left)) {
        return watch.isFound;
      }
    }
  }
  return watch.isText;
}

/** Bytes as they come: whether signs of text, or of UTF-16, stand in a row. */
class ByteWatch {
  /** No byte yet that stands in no text. */
  #isClean = true;
  #taken = 0;
  /** Signs of UTF-8 in a row, and how many more bytes the present one has. */
  #signs = 0;
  #missing = 0;
  /** Pairs in a row, of which the second byte is NUL. */
  #pairs = 0;
  #endsPair = false;
  #before = 0;

  take(byte: number): void {
    this.#taken += 1;
    this.#takeSign(byte);
    const endsPair = byte === 0 && this.#before >= 0x20;
    // The first byte of the next pair may be anything.
    this.#pairs = endsPair ? this.#pairs + 1 : this.#endsPair ? this.#pairs : 0;
    this.#endsPair = endsPair;
    this.#before = byte;
  }

  #takeSign(byte: number): void {
    if (this.#missing > 0 && (byte & 0xc0) === 0x80) {
      this.#missing -= 1;
      this.#signs += this.#missing === 0 ? 1 : 0;
      return;
    }
    if (this.#missing > 0) {
      this.#endRow(false);
    }
    this.#missing = continuationsAfter(byte);
    if (isPrintable(byte)) {
      this.#signs += 1;
    } else if (this.#missing === 0) {
      this.#endRow(isBlank(byte));
    }
  }

  #endRow(isClean: boolean): void {
    this.#signs = 0;
    this.#isClean &&= isClean;
  }

  get isFound(): boolean {
    return this.#signs >= SIGNS_MIN || this.#pairs >= UTF16_MIN;
  }

  /** Whether so many more bytes change nothing. */
  isHopeless(left: number): boolean {
    return !this.#isClean && this.#signs + 1 + left < SIGNS_MIN && this.#pairs + ((left + 1) >> 1) < UTF16_MIN;
  }

  /** Whether all bytes together are text, however short. */
  get isText(): boolean {
    return this.#isClean && this.#missing === 0 && this.#taken > 0;
  }
}

/** So many bytes a sign of UTF-8 goes on after its first one; 0 where it does not, or where a byte begins no sign. */
function continuationsAfter(byte: number): number {
  return byte < 0xc2 || byte > 0xf4 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

/** Tab, the ends of lines and pages. */
function isBlank(byte: number): boolean {
  return byte >= 0x09 && byte <= 0x0d;
}
