const CR = 13;
const LF = 10;
const HEX = '0123456789ABCDEF';

/**
 * Quoted-printable as most programs write it (RFC 2045 section 6.7): lines of at most 76 signs with the soft break, `=`
 * and bytes that are not printable as escapes, and a blank as one at the end of a line.
 */
export function quotedPrintableLines(bytes: Uint8Array): Uint8Array {
  const out: string[] = [];
  let line = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === LF || (byte === CR && bytes[at + 1] === LF)) {
      out.push(line);
      line = '';
      at += byte === CR ? 1 : 0;
      continue;
    }
    const next = bytes[at + 1];
    const isAtEnd = next === undefined || next === LF || (next === CR && bytes[at + 2] === LF);
    const sign = signOf(byte, isAtEnd);
    if (line.length + sign.length > (isAtEnd ? 76 : 75)) {
      out.push(`${line}=`);
      line = '';
    }
    line += sign;
  }
  out.push(line);
  return new TextEncoder().encode(out.join('\r\n'));
}

function signOf(byte: number, isAtEnd: boolean): string {
  const isBlank = byte === 32 || byte === 9;
  const isPlain = (byte > 32 && byte < 127 && byte !== 61) || (isBlank && !isAtEnd);
  return isPlain ? String.fromCharCode(byte) : `=${HEX[byte >> 4] ?? ''}${HEX[byte & 15] ?? ''}`;
}

/** Every LF by itself as CRLF. */
export function crlfBytes(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length * 2);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === LF && bytes[at - 1] !== CR) {
      out[length] = CR;
      length += 1;
    }
    out[length] = bytes[at] ?? 0;
    length += 1;
  }
  return out.subarray(0, length);
}
