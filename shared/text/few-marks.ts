/** More marks on one letter than any script has (UAX 15 section 13, stream-safe text). */
const TOO_MANY = /(\p{M}{30})\p{M}+/gu;

/**
 * Text before it is normalised. A normal form puts the marks of a letter in order one by one: 60,000 of them in a header
 * field took more than a second, and the time grows with the square.
 */
export function withFewMarks(text: string): string {
  return text.replace(TOO_MANY, '$1');
}
