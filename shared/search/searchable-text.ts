/**
 * Text as the search index holds it, and as what is searched for is written.
 *
 * Signs that nobody sees and that divide a word for the index are taken out: soft hyphens (U+00AD), joiners and spaces without
 * width, marks of direction. Forms of one sign become one (Unicode NFKC): letters with marks of their own, full width, ligatures.
 */
// biome-ignore lint/suspicious/noMisleadingCharacterClass: each of them by itself.
const INVISIBLE = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII as a whole.
const BEYOND_ASCII = /[^\u0000-\u007f]/;

export function searchableText(text: string): string {
  return BEYOND_ASCII.test(text) ? text.replace(INVISIBLE, '').normalize('NFKC') : text;
}
