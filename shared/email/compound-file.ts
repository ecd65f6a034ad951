import { joinBytes } from '../text/join-bytes';
import { toByteString } from './byte-string';

/**
 * Compound files (MS-CFB), the file system inside `.msg` and old documents of Office: every chain is bounded by the number of sectors that exist, so
 * that loops, lies about sizes and cut-off files end. Own code, because the readers on the registry follow loops forever.
 */
export interface CompoundEntry {
  readonly name: string;
  readonly kind: 'storage' | 'stream';
  readonly children: readonly CompoundEntry[];
  /** Of a storage, where they are told: FILETIME's ticks of 100 ns since 1601. Streams have none (MS-CFB 2.6.1). */
  readonly createdTicks: bigint | undefined;
  readonly modifiedTicks: bigint | undefined;
  /** A stream's content; what is there when the file was cut off. */
  readonly read: () => Uint8Array;
}

/** Not a compound file, or one whose tables cannot be found. */
export class NotCompound extends Error {}

const SIGNATURE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
const END = 0xfffffffa;
const ENTRY_BYTES = 128;
const MINI_SECTOR = 64;
const MAX_ENTRIES = 200_000;
const HEADER_DIFAT = 109;

export function readCompoundFile(bytes: Uint8Array): {
  readonly root: CompoundEntry;
  readonly isDamaged: () => boolean;
} {
  const file = new CompoundFile(bytes);
  return { root: file.root(), isDamaged: () => file.isDamaged };
}

interface RawEntry {
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
  readonly createdTicks: bigint | undefined;
  readonly modifiedTicks: bigint | undefined;
}

class CompoundFile {
  isDamaged = false;
  readonly #bytes: Uint8Array;
  readonly #sector: number;
  readonly #sectors: number;
  readonly #fat: readonly number[];
  readonly #miniFat: Uint8Array;
  readonly #entries: readonly RawEntry[];
  readonly #miniStream: Uint8Array;
  readonly #miniCutoff: number;

  constructor(bytes: Uint8Array) {
    const shift = bytes.length < 512 ? 0 : uint16(bytes, 30);
    if (toByteString(bytes, 0, 8) !== SIGNATURE || (shift !== 9 && shift !== 12)) {
      throw new NotCompound('no compound file');
    }
    this.#bytes = bytes;
    this.#sector = 1 << shift;
    this.#sectors = Math.ceil(bytes.length / this.#sector);
    this.#miniCutoff = Math.min(uint32(bytes, 56), 4096);
    this.#fat = this.#readFat();
    const directory = this.#chain(uint32(bytes, 48), MAX_ENTRIES * ENTRY_BYTES);
    this.#entries = rawEntries(directory);
    this.#miniFat = this.#chain(uint32(bytes, 60), bytes.length);
    const root = this.#entries[0];
    this.#miniStream = root === undefined ? new Uint8Array(0) : this.#chain(root.start, root.size);
  }

  root(): CompoundEntry {
    const root = this.#entries[0];
    if (root === undefined || root.type !== 5) {
      throw new NotCompound('no root entry');
    }
    return this.#entry(root, new Set([0]));
  }

  #sectorAt(index: number): Uint8Array {
    const start = (index + 1) * this.#sector;
    return this.#bytes.subarray(start, start + this.#sector);
  }

  /** The table of which sector follows which; sectors of the table are listed in the header and in a chain. */
  #readFat(): readonly number[] {
    const tables: number[] = [];
    for (let n = 0; n < HEADER_DIFAT; n += 1) {
      tables.push(uint32(this.#bytes, 76 + 4 * n));
    }
    const seen = new Set<number>();
    let next = uint32(this.#bytes, 68);
    while (next < END && next < this.#sectors && !seen.has(next)) {
      seen.add(next);
      const block = numbers(this.#sectorAt(next));
      tables.push(...block.slice(0, -1));
      next = block.at(-1) ?? END;
    }
    const used = tables.filter((index) => index < this.#sectors);
    if (new Set(used).size !== used.length) {
      this.isDamaged = true;
    }
    return used.slice(0, this.#sectors).flatMap((index) => numbers(this.#sectorAt(index)));
  }

  /** Whole sectors from `start` on, up to `size` bytes; ends at a loop, at the file's end and where the table ends. */
  #chain(start: number, size: number): Uint8Array {
    const pieces: Uint8Array[] = [];
    let left = Math.min(size, this.#bytes.length);
    let index = start;
    for (let steps = 0; left > 0 && index < END; steps += 1) {
      const piece = this.#sectorAt(index).subarray(0, left);
      if (piece.length === 0 || steps > this.#sectors) {
        this.isDamaged = true;
        break;
      }
      pieces.push(piece);
      left -= piece.length;
      index = this.#fat[index] ?? END;
    }
    return joinBytes(pieces);
  }

  #miniChain(start: number, size: number): Uint8Array {
    const pieces: Uint8Array[] = [];
    const limit = this.#miniStream.length / MINI_SECTOR;
    let left = size;
    let index = start;
    for (let steps = 0; left > 0 && index < END && steps <= limit; steps += 1) {
      const piece = this.#miniStream.subarray(index * MINI_SECTOR, index * MINI_SECTOR + Math.min(MINI_SECTOR, left));
      if (piece.length === 0) {
        break;
      }
      pieces.push(piece);
      left -= piece.length;
      index = 4 * index + 4 <= this.#miniFat.length ? uint32(this.#miniFat, 4 * index) : END;
    }
    this.isDamaged ||= left > 0;
    return joinBytes(pieces);
  }

  #entry(raw: RawEntry, above: ReadonlySet<number>): CompoundEntry {
    const isStream = raw.type === 2;
    const children = isStream ? [] : this.#children(raw.child, above);
    const read = (): Uint8Array => {
      if (!isStream || raw.size === 0) {
        return new Uint8Array(0);
      }
      const content =
        raw.size < this.#miniCutoff ? this.#miniChain(raw.start, raw.size) : this.#chain(raw.start, raw.size);
      this.isDamaged ||= content.length < raw.size;
      return content;
    };
    const { name, createdTicks, modifiedTicks } = raw;
    return { name, kind: isStream ? 'stream' : 'storage', createdTicks, modifiedTicks, children, read };
  }

  /** The entries of a storage lie in a tree; an entry that was met on the way down is not entered again. */
  #children(first: number, above: ReadonlySet<number>): readonly CompoundEntry[] {
    const found: CompoundEntry[] = [];
    const seen = new Set(above);
    const waiting = [first];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const raw = this.#entries[index];
      this.isDamaged ||= index < END && raw === undefined;
      if (index >= END || raw === undefined || (raw.type !== 1 && raw.type !== 2)) {
        continue;
      }
      if (seen.has(index) || above.size > 64) {
        this.isDamaged = true;
        continue;
      }
      seen.add(index);
      waiting.push(raw.right, raw.left);
      found.push(this.#entry(raw, new Set([...above, index])));
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  }
}

function rawEntries(directory: Uint8Array): readonly RawEntry[] {
  const entries: RawEntry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= directory.length && entries.length < MAX_ENTRIES; at += ENTRY_BYTES) {
    const nameBytes = Math.min(Math.max(uint16(directory, at + 64) - 2, 0), 62);
    entries.push({
      name: nameOf(directory.subarray(at, at + nameBytes)),
      type: directory[at + 66] ?? 0,
      left: uint32(directory, at + 68),
      right: uint32(directory, at + 72),
      child: uint32(directory, at + 76),
      start: uint32(directory, at + 116),
      size: uint32(directory, at + 120),
      createdTicks: ticksAt(directory, at + 100),
      modifiedTicks: ticksAt(directory, at + 108),
    });
  }
  return entries;
}

function numbers(block: Uint8Array): readonly number[] {
  const values: number[] = [];
  for (let at = 0; at + 4 <= block.length; at += 4) {
    values.push(uint32(block, at));
  }
  return values;
}

/** UTF-16, little-endian. */
function nameOf(bytes: Uint8Array): string {
  const units = Array.from({ length: bytes.length >> 1 }, (_, index) => uint16(bytes, 2 * index));
  return String.fromCharCode(...units);
}

/** Zero stands for none. */
function ticksAt(bytes: Uint8Array, at: number): bigint | undefined {
  const ticks = (BigInt(uint32(bytes, at + 4)) << 32n) | BigInt(uint32(bytes, at));
  return ticks === 0n ? undefined : ticks;
}

function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function uint32(bytes: Uint8Array, at: number): number {
  return (uint16(bytes, at) | (uint16(bytes, at + 2) << 16)) >>> 0;
}
