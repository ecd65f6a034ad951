/** Uuencode, as old mail still has it (POSIX.1-2017, uuencode): what lies between `begin` and `end`. */
export function decodeUuencoded(bytes: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = afterBegin(bytes); at !== -1 && at < bytes.length; ) {
    const found = bytes.indexOf(10, at);
    const end = found === -1 ? bytes.length : found;
    const count = sixBits(bytes[at]);
    if (count === 0 || isEnd(bytes, at)) break;
    const line = decodeLine(bytes.subarray(at + 1, end), count);
    decoded.set(line.subarray(0, decoded.length - length), length);
    length += line.length;
    at = end + 1;
  }
  return decoded.subarray(0, length);
}

function afterBegin(bytes: Uint8Array): number {
  for (let at = 0; at !== -1 && at < bytes.length; ) {
    const found = bytes.indexOf(10, at);
    const next = found === -1 ? bytes.length : found + 1;
    if (startsWith(bytes, at, 'begin ')) return next;
    at = next;
  }
  return -1;
}

function isEnd(bytes: Uint8Array, at: number): boolean {
  return startsWith(bytes, at, 'end') && (bytes[at + 3] ?? 10) <= 32;
}

function startsWith(bytes: Uint8Array, at: number, word: string): boolean {
  return [...word].every((unit, index) => bytes[at + index] === unit.charCodeAt(0));
}

function sixBits(byte: number | undefined): number {
  return ((byte ?? 32) - 32) & 0x3f;
}

function decodeLine(line: Uint8Array, count: number): Uint8Array {
  const decoded = new Uint8Array(count);
  let bits = 0;
  let group = 0;
  let length = 0;
  for (let index = 0; index < line.length && length < count; index += 1) {
    group = ((group << 6) | sixBits(line[index])) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      decoded[length] = (group >> bits) & 0xff;
      length += 1;
    }
  }
  return decoded.subarray(0, length);
}
