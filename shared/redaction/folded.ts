import { type Reading, substitute } from './reading';

/** Runs beyond ASCII, and what stands between letters without being seen. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL stands between the letters of UTF-16
const UNLIKE = /\u0000|[\u0080-\u{10ffff}]/gu;
const UNSEEN = /[\p{M}\p{Cf}]/gu;

/** Text as it is compared: compatibility forms undone, no accents, nothing invisible, in lower case. */
export function foldedText(text: string): string {
  return text.normalize('NFKD').replace(UNSEEN, '').replaceAll('\u0000', '').toLowerCase();
}

/** The same of a reading. */
export function folded(reading: Reading): Reading {
  const plain = substitute(reading, UNLIKE, ([sign]) => foldedText(sign));
  // Beyond ASCII all is in lower case by now; of ASCII the length stays.
  const text = plain.text.replace(/[A-Z]+/g, (run) => run.toLowerCase());
  return { text, places: plain.places };
}
