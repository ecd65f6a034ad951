import type { ByteString } from '../../email/types';

/** Numbers of a byte string; 0 beyond its end, so that a file that was cut off needs no care. */

export function uint16(content: ByteString, at: number, isLittle: boolean): number {
  const [first, second] = [byteAt(content, at), byteAt(content, at + 1)];
  return isLittle ? first | (second << 8) : (first << 8) | second;
}

export function uint32(content: ByteString, at: number, isLittle: boolean): number {
  const [first, second] = [uint16(content, at, isLittle), uint16(content, at + 2, isLittle)];
  return (isLittle ? first | (second << 16) : (first << 16) | second) >>> 0;
}

/** Little-endian. */
export function uint64(content: ByteString, at: number): bigint {
  return (BigInt(uint32(content, at + 4, true)) << 32n) | BigInt(uint32(content, at, true));
}

function byteAt(content: ByteString, at: number): number {
  return at < content.length && at >= 0 ? content.charCodeAt(at) : 0;
}
