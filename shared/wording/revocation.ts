/** Why a certificate was revoked, in words and by the number that lists of revoked certificates carry. */

/** RFC 5280 section 5.3.1, as far as it fits an examiner. */
export const REVOCATION_REASONS = {
  unspecified: { code: 0, words: 'no reason given' },
  compromised: { code: 1, words: 'the key fell into other hands' },
  left: { code: 3, words: 'the examiner left or changed their post' },
  superseded: { code: 4, words: 'a new key took its place' },
  lost: { code: 5, words: 'the key or its passphrase was lost' },
} as const;

export type RevocationReason = keyof typeof REVOCATION_REASONS;

export function revocationWords(code: number): string {
  const found = Object.values(REVOCATION_REASONS).find((reason) => reason.code === code);
  return found?.words ?? `reason number ${code}`;
}
