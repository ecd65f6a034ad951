/** Base64 (RFC 2045 section 6.8), read the way mail programs read it: what is no letter of the alphabet is skipped. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const padding = 64;
const skipped = 255;

const values = makeTable();

function makeTable(): Uint8Array {
  const table = new Uint8Array(256).fill(skipped);
  for (let index = 0; index < alphabet.length; index += 1) {
    table[alphabet.charCodeAt(index)] = index;
  }
  table['='.charCodeAt(0)] = padding;
  // The URL-safe letters (RFC 4648 section 5): never the meaning of anything else here.
  table['-'.charCodeAt(0)] = 62;
  table['_'.charCodeAt(0)] = 63;
  return table;
}

/** The value of a letter of the plain alphabet (RFC 4648 section 4); -1 for any other byte, those of the URL alphabet too. */
export function base64Value(byte: number): number {
  const value = byte === 45 || byte === 95 ? skipped : (values[byte] ?? skipped);
  return value < padding ? value : -1;
}

/**
 * Decodes base64. Never fails.
 *
 * A pad ends a group, not the text: some programs encode line by line and join the results, and an attack hides
 * everything after the first `=` from readers that stop there.
 */
export function decodeBase64(bytes: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(Math.floor((bytes.length * 3) / 4) + 3);
  let length = 0;
  let group = 0;
  let bits = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const value = values[bytes[index] ?? 0] ?? skipped;
    if (value === skipped) continue;
    if (value === padding) {
      group = 0;
      bits = 0;
      continue;
    }
    group = ((group << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      decoded[length] = (group >> bits) & 0xff;
      length += 1;
    }
  }
  return decoded.subarray(0, length);
}
