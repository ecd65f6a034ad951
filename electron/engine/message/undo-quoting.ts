import { type LineEndByte, lineEndByteOf } from '../../../shared/email/lines';

/** Lines that mboxrd quotes, by the byte that ends lines. */
export const QUOTED_FROM: Readonly<Record<LineEndByte, RegExp>> = {
  10: /(^|\n)>(>*From )/g,
  13: /(^|\r)>(>*From )/g,
};

/** A whole message with mboxrd quoting undone (`>From ` and `>>From ` lose one `>`), for reading only. */
export function undoQuoting(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return Buffer.from(text.replace(QUOTED_FROM[lineEndByteOf(bytes)], '$1$2'), 'latin1');
}
