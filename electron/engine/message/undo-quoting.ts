/** A whole message with mboxrd quoting undone (`>From ` and `>>From ` lose one `>`), for reading only. */
export function undoQuoting(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return Buffer.from(text.replace(/^>(>*From )/gm, '$1'), 'latin1');
}
