/** DSA (FIPS 186-4 section 4.7), by which most keys before 2009 sign: not every cryptography of today knows it any more. */
import { bitsOf, numberIn, power } from '../modular';
import type { DsaNumbers } from './key-material';

/** Keys of more are not made by any program. */
const MAX_P_BITS = 3_072;
const MAX_Q_BITS = 256;

/** Whether the signature's two numbers fit the digest; undefined where the key is not one that this computes with. */
export function dsaFits(
  key: DsaNumbers,
  digest: Uint8Array,
  [first, second]: readonly [Uint8Array, Uint8Array],
): boolean | undefined {
  const { p, q, g, y } = { p: numberIn(key.p), q: numberIn(key.q), g: numberIn(key.g), y: numberIn(key.y) };
  const [r, s] = [numberIn(first), numberIn(second)];
  const qBits = bitsOf(q);
  if (bitsOf(p) > MAX_P_BITS || qBits > MAX_Q_BITS || qBits < 160 || g <= 1n || g >= p || y <= 1n || y >= p)
    return undefined;
  if (r <= 0n || r >= q || s <= 0n || s >= q) return false;
  const w = power(s, q - 2n, q);
  // Of the digest, as many bits as the group has.
  const excess = Math.max(0, digest.length * 8 - qBits);
  const z = numberIn(digest) >> BigInt(excess);
  const v = ((power(g, (z * w) % q, p) * power(y, (r * w) % q, p)) % p) % q;
  return v === r;
}
