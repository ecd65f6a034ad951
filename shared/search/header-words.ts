import { withFewMarks } from '../text/few-marks';

/**
 * A header's fields as words for an index without positions: each word carries the name of its field, so that a search
 * for a word in one field never meets the same word in another.
 */

/** Between a name and its word, and for each sign of a name that is neither letter nor digit: in no word by themselves. */
const JOINT = ':';
const NAME_SIGN = '-';

/** Signs that the index has to take for parts of a word, beside letters and digits. */
export const WORD_SIGNS = `${JOINT}${NAME_SIGN}`;

/** Longer runs of letters and digits are encoded bytes: signatures, keys. */
const LONGEST_WORD = 64;
const WORD = /[\p{L}\p{N}]+/gu;
/** The same in lower-case ASCII, for which the search needs no table of letters. */
const ASCII_WORD = /[0-9a-z]+/g;
const ASCII = /^[\0-\x7f]*$/;

/** A field's name as it stands before its words: whatever is neither letter nor digit becomes one sign. */
export function nameToken(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, NAME_SIGN);
}

/** Words of a field's text, in its order, each once; without accents, so that the index has to know nothing of letters. */
export function wordsOf(text: string): readonly string[] {
  return [...new Set(allWords(text))];
}

function allWords(text: string): readonly string[] {
  const found = ASCII.test(text)
    ? text.toLowerCase().match(ASCII_WORD)
    : withFewMarks(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(WORD);
  return (found ?? []).filter((word) => word.length <= LONGEST_WORD);
}

export function valueToken(name: string, word: string): string {
  return `${name}${JOINT}${word}`;
}

/**
 * All words of a header for the index: the names, and each field's words with its name, each once.
 *
 * @param limit characters; what is beyond is left out
 */
export function headerWords(
  fields: readonly { readonly name: string; readonly text: string }[],
  limit: number,
): string {
  const wordsByName = new Map<string, Set<string>>();
  let length = 0;
  for (const field of fields) {
    if (length >= limit) {
      break;
    }
    const name = nameToken(field.name);
    const words = wordsByName.get(name) ?? new Set();
    wordsByName.set(name, words);
    for (const word of allWords(field.text.slice(0, limit - length))) {
      words.add(word);
    }
    length += field.name.length + field.text.length;
  }
  return [...wordsByName].map(([name, words]) => tokensOf(name, words)).join(' ');
}

function tokensOf(name: string, words: ReadonlySet<string>): string {
  // One joining for all words: putting name and word together one by one is what this index would mostly cost.
  return words.size === 0 ? name : `${name} ${valueToken(name, [...words].join(` ${valueToken(name, '')}`))}`;
}
