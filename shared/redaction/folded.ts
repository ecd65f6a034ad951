import { remember } from '../text/remember';
import { type Reading, substitute, withText } from './reading';
import { UnitWriter } from './unit-writer';

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

/** A reading's text as it is compared, sign by sign, with its places. */
export function folded(reading: Reading): Reading {
  const plain = substitute(reading, UNLIKE, ([sign]) => foldedSign(sign));
  return withText(plain, lowerCase(plain.text));
}

/** Beyond ASCII all is in lower case by now, so that no sign changes its length. */
function lowerCase(text: string): string {
  return text.toLowerCase();
}

/** The same text alone, as UTF-16 units: no string is made of it. */
export function foldedUnits(text: string): Uint16Array {
  const writer = new UnitWriter(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const single = SINGLE[unit] ?? UNKNOWN;
    if (single !== UNKNOWN) {
      writer.unit(single);
    } else {
      const sign = String.fromCodePoint(text.codePointAt(at) ?? unit);
      writer.text(foldedUnit(unit, sign));
      at += sign.length - 1;
    }
  }
  return writer.units();
}

/** By unit: what it folds to, where that is one unit and was asked before. */
const UNKNOWN = 0;
const SINGLE = new Uint16Array(0x10000);
for (let unit = 1; unit < 0x80; unit += 1) {
  SINGLE[unit] = String.fromCharCode(unit).toLowerCase().charCodeAt(0);
}

function foldedUnit(unit: number, sign: string): string {
  const fold = foldedSign(sign);
  if (sign.length === 1 && fold.length === 1 && !isHighSurrogate(unit)) {
    SINGLE[unit] = fold.charCodeAt(0);
  }
  return fold;
}

/** What follows it decides what it stands for. */
function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
