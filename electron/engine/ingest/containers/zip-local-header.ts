/** The header in front of each file of a zip archive (APPNOTE.TXT 4.3.7). */
import type { ArchiveBytes } from './zip-bytes';

export const LOCAL_HEADER = Buffer.from('504b0304', 'hex');
const FIXED_BYTES = 30;
const ENCRYPTED = 1;
const SIZES_BEHIND = 8;
const IN_EXTRA_FIELD = 0xffffffff;
const ZIP64_FIELD = 1;
/** APPNOTE.TXT 4.4.5 gives methods up to 20, and 93 to 99. */
const isMethod = (method: number): boolean => method <= 20 || (method >= 93 && method <= 99);
/** Version 6.3 is the highest that APPNOTE.TXT 4.4.3.2 gives. */
const MAX_VERSION = 63;

export interface LocalHeader {
  readonly at: number;
  readonly name: Buffer;
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Sum and sizes are said to follow the bytes, and are not given here. */
  readonly isOpen: boolean;
  /** No sum or size is said to follow the bytes: what is given here holds. */
  readonly isSizeGiven: boolean;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Where the packed bytes begin. */
  readonly start: number;
  /** Nothing that an honest program writes: it counts only where the bytes behind it bear it out. */
  readonly isOdd: boolean;
}

/** Null where no header lies there that any program could read. */
export function localHeaderAt(archive: ArchiveBytes, at: number): LocalHeader | null {
  const fixed = archive.read(at, at + FIXED_BYTES);
  if (fixed.length < FIXED_BYTES || fixed.compare(LOCAL_HEADER, 0, 4, 0, 4) !== 0 || !isMethod(fixed.readUInt16LE(8))) {
    return null;
  }
  const flags = fixed.readUInt16LE(6);
  const numbers = {
    method: fixed.readUInt16LE(8),
    crc: fixed.readUInt32LE(14),
    isEncrypted: (flags & ENCRYPTED) !== 0,
    isSizeGiven: (flags & SIZES_BEHIND) === 0,
    isOpen: (flags & SIZES_BEHIND) !== 0 && fixed.readUInt32LE(18) === 0,
  };
  const sizes = { packedBytes: fixed.readUInt32LE(18), bytes: fixed.readUInt32LE(22) };
  const isVersionOdd = fixed.readUInt8(4) > MAX_VERSION;
  const nameBytes = fixed.readUInt16LE(26);
  const nameEnd = at + FIXED_BYTES + nameBytes;
  const start = nameEnd + fixed.readUInt16LE(28);
  if (start > archive.size) {
    return null;
  }
  const name = Buffer.from(archive.read(at + FIXED_BYTES, nameEnd));
  const isOdd = isVersionOdd || nameBytes === 0 || name.some((byte) => byte < 0x20);
  return { at, name, start, isOdd, ...numbers, ...zip64Sizes(sizes, archive.peek(nameEnd, start - nameEnd)) };
}

/** Sizes past 4 GiB stand in an extra field (APPNOTE.TXT 4.5.3): the size first, then the packed size. */
function zip64Sizes(sizes: { readonly packedBytes: number; readonly bytes: number }, extra: Buffer) {
  if (sizes.packedBytes !== IN_EXTRA_FIELD && sizes.bytes !== IN_EXTRA_FIELD) {
    return sizes;
  }
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === ZIP64_FIELD && at + 20 <= extra.length && extra.readUInt16LE(at + 2) >= 16) {
      return {
        bytes: Number(extra.readBigUInt64LE(at + 4)),
        packedBytes: Number(extra.readBigUInt64LE(at + 12)),
      };
    }
  }
  return sizes;
}
