import { Inflate, Unzlib } from 'fflate';
import { fromByteString, toByteString } from '../../email/byte-string';
import type { ByteString } from '../../email/types';

/** Bytes that are unpacked at a time: DEFLATE makes at most 1,032 of one, so that 2 MB come out before a bomb is noticed. */
const PIECE = 2 << 10;

/**
 * Undoes DEFLATE (RFC 1951), in `zlib` form with a header (RFC 1950), up to `limit` bytes of the result. What is damaged,
 * cut off or too long gives what could be read before.
 */
export function inflate(packed: ByteString, form: 'raw' | 'zlib', limit: number): ByteString {
  const pieces: ByteString[] = [];
  let length = 0;
  const stream = new (form === 'raw' ? Inflate : Unzlib)((piece) => {
    pieces.push(toByteString(piece.subarray(0, limit - length)));
    length += Math.min(piece.length, limit - length);
  });
  try {
    for (let at = 0; at < packed.length && length < limit; at += PIECE) {
      stream.push(fromByteString(packed.slice(at, at + PIECE)));
    }
  } catch {
    // Damaged at this place: what came before it is all there is.
  }
  return pieces.join('');
}
