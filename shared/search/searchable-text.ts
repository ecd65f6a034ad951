import { withFewMarks } from '../text/few-marks';

/**
 * Text as the search index holds it, and as what is searched for is written.
 *
 * Signs that nobody sees and that divide a word for the index are taken out: soft hyphens (U+00AD), joiners and spaces without
 * width, marks of direction; so are the vowel points of Hebrew and Arabic, which few people write. Forms of one sign become one
 * (Unicode NFKC): letters with marks of their own, full width, ligatures. Letters that the index does not fold by itself are folded.
 */
// biome-ignore lint/suspicious/noMisleadingCharacterClass: each of them by itself.
const INVISIBLE = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** Points of Hebrew (U+05BE, a hyphen, is none of them) and of Arabic, and the stroke that only makes a word longer. */
const POINTS =
  /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/g;
const FOLDED: Readonly<Record<string, string>> = {
  '\u0131': 'i',
  '\u00df': 'ss',
  '\u1e9e': 'SS',
  '\u0142': 'l',
  '\u0141': 'L',
  '\u00f8': 'o',
  '\u00d8': 'O',
  '\u0111': 'd',
  '\u0110': 'D',
  '\u00e6': 'ae',
  '\u00c6': 'AE',
  '\u0153': 'oe',
  '\u0152': 'OE',
};
const TO_FOLD = new RegExp(`[${Object.keys(FOLDED).join('')}]`, 'g');
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII as a whole.
const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** At most `limit` signs: one sign can stand for eighteen. */
export function searchableText(text: string, limit: number = Number.POSITIVE_INFINITY): string {
  if (!BEYOND_ASCII.test(text)) {
    return text.slice(0, limit);
  }
  const plain = withFewMarks(text.replace(INVISIBLE, '')).normalize('NFKC').slice(0, limit).replace(POINTS, '');
  return plain.replace(TO_FOLD, (sign) => FOLDED[sign] ?? sign);
}
