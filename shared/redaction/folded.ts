import { remember } from '../text/remember';
import { type Reading, substitute, withText } from './reading';

/** Runs beyond ASCII, and what stands between letters without being seen. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL stands between the letters of UTF-16
const UNLIKE = /\u0000|[\u0080-\u{10ffff}]/gu;
const UNSEEN = /[\p{M}\p{Cf}]/gu;

/** Text as it is compared: compatibility forms undone, no accents, nothing invisible, in lower case. */
export function foldedText(text: string): string {
  return text.normalize('NFKD').replace(UNSEEN, '').replaceAll('\u0000', '').toLowerCase();
}

/** Decoded noise holds the same few signs over and over. */
const foldedSign = remember(4_096, foldedText);

/** A reading's text as it is compared. */
export function foldedReadingText(text: string): string {
  return lowerCase(text.replace(UNLIKE, foldedSign));
}

/** The same with its places. */
export function folded(reading: Reading): Reading {
  const plain = substitute(reading, UNLIKE, ([sign]) => foldedSign(sign));
  return withText(plain, lowerCase(plain.text));
}

/** Beyond ASCII all is in lower case by now; of ASCII the length stays. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (run) => run.toLowerCase());
}
