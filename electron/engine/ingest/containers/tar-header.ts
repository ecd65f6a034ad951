/** One 512-byte header of a tar archive (POSIX 1003.1 `ustar`, the older form before it, and what GNU tar adds). */
export interface TarHeader {
  readonly name: Buffer;
  readonly size: number;
  /** Seconds since 1970; NaN when it cannot be read. */
  readonly mtime: number;
  readonly type: string;
  /** Old GNU form of a file with holes: further blocks of its map follow this one. */
  readonly hasMoreMap: boolean;
  /** The header itself: that of a file with holes holds the beginning of its map. */
  readonly block: Buffer;
}

export const BLOCK = 512;

/** Whether the block is a header: by its checksum, which every form of tar has. */
export function isTarHeader(block: Buffer): boolean {
  return block.length >= BLOCK && block[0] !== 0 && checksumFits(block);
}

function checksumFits(block: Buffer): boolean {
  const stated = octal(block.subarray(148, 156));
  let sum = 8 * 32;
  let signed = 8 * 32;
  for (let at = 0; at < BLOCK; at += 1) {
    if (at < 148 || at >= 156) {
      sum += block.readUInt8(at);
      signed += block.readInt8(at);
    }
  }
  return stated === sum || stated === signed;
}

/** @returns undefined when the block is not a header */
export function readTarHeader(block: Buffer): TarHeader | undefined {
  if (!isTarHeader(block)) {
    return undefined;
  }
  const isPosix = block.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isPosix ? untilZero(block.subarray(345, 500)) : Buffer.alloc(0);
  const name = untilZero(block.subarray(0, 100));
  return {
    name: prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]),
    size: tarNumber(block.subarray(124, 136)),
    mtime: tarNumber(block.subarray(136, 148)),
    type: String.fromCharCode(block.readUInt8(156)),
    hasMoreMap: block.readUInt8(482) !== 0,
    block,
  };
}

export function untilZero(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end === -1 ? bytes : bytes.subarray(0, end);
}

/** Octal digits, nothing at all (GNU's volume labels), or GNU's binary form with the highest bit set. */
export function tarNumber(bytes: Buffer): number {
  const first = bytes.readUInt8(0);
  if ((first & 0x80) === 0) {
    return first === 0 ? 0 : octal(bytes);
  }
  let value = first & 0x3f;
  for (const byte of bytes.subarray(1)) {
    value = value * 256 + byte;
  }
  return (first & 0x40) === 0 && Number.isSafeInteger(value) ? value : Number.NaN;
}

function octal(bytes: Buffer): number {
  const text = untilZero(bytes).toString('latin1').trim();
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
}

/** Records of a pax header, `<length> <key>=<value>\n`, in their order; a broken one ends the list. */
export function paxRecords(bytes: Buffer): readonly (readonly [string, Buffer])[] {
  const records: (readonly [string, Buffer])[] = [];
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(32, at);
    const length = blank === -1 ? Number.NaN : Number(bytes.toString('latin1', at, blank));
    const equals = bytes.indexOf(61, at);
    if (
      !Number.isInteger(length) ||
      length < 5 ||
      at + length > bytes.length ||
      equals === -1 ||
      equals >= at + length
    ) {
      break;
    }
    records.push([bytes.toString('latin1', blank + 1, equals), bytes.subarray(equals + 1, at + length - 1)]);
    at += length;
  }
  return records;
}
