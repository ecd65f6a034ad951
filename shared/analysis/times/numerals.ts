/** Numbers written in the alphabets that mail software uses for queue ids and message ids. */

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Postfix: digits and consonants, so that no id spells a word (postfix/src/global/mail_queue.h). */
const BASE52 = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz';
/** Sendmail: sixty signs, one for each minute and second (sendmail/queue.c, QueueIdChars). */
const BASE60 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwx';
const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Gnus counts backwards through the letters. */
const BASE36_REVERSED = 'zyxwvutsrqponmlkjihgfedcba9876543210';
const BASE32_HEX = '0123456789abcdefghijklmnopqrstuv';
/** Without the letters that look like digits (Douglas Crockford, "Base 32"). */
const BASE32_CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

const ALPHABETS = {
  base32Crockford: BASE32_CROCKFORD,
  base32Hex: BASE32_HEX,
  base36: BASE36,
  base36Reversed: BASE36_REVERSED,
  base52: BASE52,
  base60: BASE60,
  base62: BASE62,
} as const;

export type AlphabetName = keyof typeof ALPHABETS;

/** Reads a number, most significant digit first; undefined where a sign is not in the alphabet. */
export function readNumeral(text: string, alphabet: AlphabetName): number | undefined {
  const signs = ALPHABETS[alphabet];
  const digits = [...text].map((sign) => signs.indexOf(sign));
  if (digits.length === 0 || digits.some((digit) => digit < 0)) {
    return undefined;
  }
  return digits.reduce((sum, digit) => sum * signs.length + digit, 0);
}

/** Reads a base 36 number that is written least significant digit first, as MimeKit does. */
export function readReversedBase36(text: string): bigint {
  return [...text.toLowerCase()].reduceRight((sum, sign) => sum * 36n + BigInt(BASE36.indexOf(sign)), 0n);
}
