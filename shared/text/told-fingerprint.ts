/**
 * The fingerprint of a key as a person types or pastes it: blanks, colons and capitals do not matter.
 *
 * @returns 64 lower-case hexadecimal digits (a SHA-256), undefined where it is anything else
 */
export function toldFingerprint(words: string): string | undefined {
  const digits = words.replace(/[\s:]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? digits : undefined;
}
