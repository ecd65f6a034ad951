import type { ByteSource } from '../byte-source';

/** Small pieces of the block that the source holds: a piece as large as the block would be read anew for each message. */
const PIECE = 64 << 10;

/** Where these bytes stand next, from `from` on; undefined where they do not. */
export async function findBytes(source: ByteSource, needle: Uint8Array, from: number): Promise<number | undefined> {
  let at = from;
  while (at < source.length) {
    const piece = await source.read(at, at + PIECE);
    const found = piece.indexOf(needle);
    if (found !== -1) {
      return at + found;
    }
    at += Math.max(piece.length - needle.length + 1, 1);
  }
  return undefined;
}
