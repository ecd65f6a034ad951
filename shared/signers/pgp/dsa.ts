/** DSA (FIPS 186-4 section 4.7), by which most keys before 2009 sign: not every cryptography of today knows it any more. */
import { hexOf } from '../../packet-format/der';
import type { DsaNumbers } from './key-material';

/** Keys of more are not made by any program. */
const MAX_P_BITS = 4_096;
const MAX_Q_BITS = 512;

/** Whether the signature's two numbers fit the digest; undefined where the key is not one that this computes with. */
export function dsaFits(
  key: DsaNumbers,
  digest: Uint8Array,
  [first, second]: readonly [Uint8Array, Uint8Array],
): boolean | undefined {
  const { p, q, g, y } = { p: big(key.p), q: big(key.q), g: big(key.g), y: big(key.y) };
  const [r, s] = [big(first), big(second)];
  const qBits = bitsOf(q);
  if (bitsOf(p) > MAX_P_BITS || qBits > MAX_Q_BITS || qBits < 160 || g <= 1n || g >= p || y <= 1n || y >= p)
    return undefined;
  if (r <= 0n || r >= q || s <= 0n || s >= q) return false;
  const w = power(s, q - 2n, q);
  // Of the digest, as many bits as the group has.
  const excess = Math.max(0, digest.length * 8 - qBits);
  const z = big(digest) >> BigInt(excess);
  const v = ((power(g, (z * w) % q, p) * power(y, (r * w) % q, p)) % p) % q;
  return v === r;
}

function big(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${hexOf(bytes)}`);
}

const bitsOf = (number: bigint): number => number.toString(2).length;

/** `base` to the power of `exponent`, modulo `modulus`. */
export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base % modulus];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
