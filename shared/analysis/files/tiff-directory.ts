import type { ByteString, Span } from '../../email/types';
import { uint16, uint32 } from './numbers';

/** A TIFF structure inside of a file; its offsets count from `base`. */
export interface TiffFile {
  readonly content: ByteString;
  readonly base: number;
  readonly isLittle: boolean;
}

/** One list of tagged values (TIFF 6.0 section 2). Values that are not there, or lie beyond the end, are undefined. */
export interface TiffDirectory {
  readonly text: (tag: number) => { readonly text: ByteString; readonly place: Span } | undefined;
  readonly fractions: (tag: number) => readonly number[] | undefined;
  readonly directory: (tag: number) => TiffDirectory | undefined;
}

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where the value's four bytes stand, or the offset to it. */
  readonly at: number;
}

const MOST_ENTRIES = 400;
const LONGEST_TEXT = 400;
const MOST_FRACTIONS = 8;
const [ASCII, RATIONAL] = [2, 5];

/** The list whose offset stands at `pointer`, counted from the file's base. */
export function tiffDirectory(file: TiffFile, pointer: number): TiffDirectory {
  const { content, base, isLittle } = file;
  const start = base + uint32(content, base + pointer, isLittle);
  const count = Math.min(uint16(content, start, isLittle), MOST_ENTRIES);
  const entries = new Map<number, Entry>();
  for (let at = start + 2; at < start + 2 + 12 * count; at += 12) {
    const [tag, type] = [uint16(content, at, isLittle), uint16(content, at + 2, isLittle)];
    entries.set(tag, { type, count: uint32(content, at + 4, isLittle), at: at + 8 });
  }
  const offset = (at: number): number => base + uint32(content, at, isLittle);
  return {
    text: (tag) => {
      const entry = entries.get(tag);
      if (entry === undefined || entry.type !== ASCII || entry.count > LONGEST_TEXT) return undefined;
      const from = entry.count <= 4 ? entry.at : offset(entry.at);
      const text = content.slice(from, from + entry.count);
      return text === '' ? undefined : { text, place: { start: from, end: from + text.length } };
    },
    fractions: (tag) => {
      const entry = entries.get(tag);
      if (entry === undefined || entry.type !== RATIONAL || entry.count > MOST_FRACTIONS) return undefined;
      const from = offset(entry.at);
      return Array.from({ length: entry.count }, (_, index) => {
        const at = from + 8 * index;
        return uint32(content, at, isLittle) / (uint32(content, at + 4, isLittle) || 1);
      });
    },
    directory: (tag) => {
      const entry = entries.get(tag);
      return entry === undefined ? undefined : tiffDirectory(file, entry.at - base);
    },
  };
}
