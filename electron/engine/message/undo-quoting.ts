import { lineEndByteOf } from '../../../shared/email/lines';

/** A whole message with mboxrd quoting undone (`>From ` and `>>From ` lose one `>`), for reading only. */
export function undoQuoting(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const quoted = lineEndByteOf(bytes) === 10 ? /(^|\n)>(>*From )/g : /(^|\r)>(>*From )/g;
  return Buffer.from(text.replace(quoted, '$1$2'), 'latin1');
}
