/** Writes DER (ITU-T X.690 section 10): definite lengths in their shortest form. What it writes, `readDer` reads. */
import { joinBytes } from '../../text/join-bytes';
import { DER } from '../der';

/** One element: tag, length, the parts one behind the other. */
export function derElement(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  return joinBytes([Uint8Array.of(tag, ...lengthBytes(size)), ...parts]);
}

/** A number from zero up, given by its digits in bytes; leading zeros do not count (X.690 section 8.3). */
export function derInteger(magnitude: Uint8Array): Uint8Array {
  const first = magnitude.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? Uint8Array.of(0) : magnitude.subarray(first);
  return (digits[0] ?? 0) >= 0x80 ? derElement(DER.integer, Uint8Array.of(0), digits) : derElement(DER.integer, digits);
}

function lengthBytes(size: number): readonly number[] {
  if (size < 0x80) {
    return [size];
  }
  const bytes: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) {
    bytes.unshift(rest % 256);
  }
  return [0x80 + bytes.length, ...bytes];
}
