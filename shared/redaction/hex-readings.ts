/** What pairs of hexadecimal digits hide in a text, begun at either digit. */
import { bytesOf, heldText, type Letters, RunReading } from './decoded-runs';
import type { Reading } from './reading';

/** A shorter run holds no value that is looked for. */
const DIGITS_MIN = 10;
const BEGINNINGS = [0, 1] as const;

const NO_DIGIT = 16;
const VALUES = new Uint8Array(128).fill(NO_DIGIT);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  VALUES[digit.charCodeAt(0)] = value;
  VALUES[digit.toUpperCase().charCodeAt(0)] = value;
}

export function hexReadings(reading: Reading): readonly Reading[] {
  const letters = digitsOf(reading.text);
  const decoded = BEGINNINGS.map(() => new RunReading(reading));
  for (let start = 0; start < reading.text.length; start += 1) {
    let end = start;
    while ((letters.values[end] ?? NO_DIGIT) < NO_DIGIT) {
      end += 1;
    }
    if (end - start >= DIGITS_MIN) {
      for (const skip of BEGINNINGS) {
        decoded[skip]?.add(start, end, heldText(letters, start + skip, end));
      }
    }
    // What ended the run is no digit.
    start = end;
  }
  return decoded.flatMap((one) => one.readings());
}

/** Pairs of digits; a last one without a partner is left out. */
export function bytesOfHex(digits: string): Uint8Array {
  return bytesOf(digitsOf(digits), 0, digits.length);
}

function digitsOf(text: string): Letters {
  const values = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    values[at] = VALUES[text.charCodeAt(at)] ?? NO_DIGIT;
  }
  return { values, bits: 4 };
}
