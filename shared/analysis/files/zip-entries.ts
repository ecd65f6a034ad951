import type { ByteString, Span } from '../../email/types';
import { uint16, uint32 } from './numbers';

/** What both headers of a packed file say about its time: the one before it and the one in the list at the archive's end. */
export interface ZipHeader {
  /** The header with the name. */
  readonly place: Span;
  readonly dosTime: number;
  readonly dosDate: number;
  readonly extra: Span;
}

/** One packed file by its local header (PKWARE APPNOTE 6.3 section 4.3.7). */
export interface ZipEntry extends ZipHeader {
  /** As written; `/` between folders. */
  readonly name: ByteString;
  readonly isEncrypted: boolean;
  /** 0: stored as it is; 8: DEFLATE. */
  readonly method: number;
  readonly dataStart: number;
  /** Undefined where the length stands behind the data. */
  readonly dataLength: number | undefined;
}

const MARK = 'PK\x03\x04';
const HEADER = 30;
const MOST_ENTRIES = 2000;
const LONGEST_NAME = 1000;

/**
 * The entries in the order of the file. By their own headers and not by the list at the end, which a file that was cut off
 * has lost; where a length stands in the header, what it covers is passed over.
 */
export function zipEntries(content: ByteString): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = content.indexOf(MARK);
  while (at !== -1 && at + HEADER <= content.length && entries.length < MOST_ENTRIES) {
    const entry = entryAt(content, at);
    if (entry !== undefined) entries.push(entry);
    at = content.indexOf(MARK, entry === undefined ? at + MARK.length : entry.dataStart + (entry.dataLength ?? 0));
  }
  return entries;
}

const LISTED_MARK = 'PK\x01\x02';
const LISTED_HEADER = 46;

/** The headers in the list at the end (APPNOTE section 4.3.12): some programs write exact times only there. */
export function listedHeaders(content: ByteString): readonly ZipHeader[] {
  const headers: ZipHeader[] = [];
  let at = content.indexOf(LISTED_MARK);
  while (at !== -1 && at + LISTED_HEADER <= content.length && headers.length < MOST_ENTRIES) {
    const number = (offset: number): number => uint16(content, at + offset, true);
    const nameEnd = at + LISTED_HEADER + number(28);
    const extra = { start: nameEnd, end: Math.min(content.length, nameEnd + number(30)) };
    headers.push({ place: { start: at, end: nameEnd }, dosTime: number(12), dosDate: number(14), extra });
    at = content.indexOf(LISTED_MARK, extra.end);
  }
  return headers;
}

/** Bit 3: the lengths stand behind the data. */
const LENGTH_FOLLOWS = 8;

function entryAt(content: ByteString, at: number): ZipEntry | undefined {
  const number = (offset: number): number => uint16(content, at + offset, true);
  const [flags, nameLength, extraLength] = [number(6), number(26), number(28)];
  const extraStart = at + HEADER + nameLength;
  if (nameLength === 0 || nameLength > LONGEST_NAME || extraStart + extraLength > content.length) {
    return undefined;
  }
  return {
    name: content.slice(at + HEADER, extraStart),
    place: { start: at, end: extraStart },
    dosTime: number(10),
    dosDate: number(12),
    extra: { start: extraStart, end: extraStart + extraLength },
    isEncrypted: (flags & 1) === 1,
    method: number(8),
    dataStart: extraStart + extraLength,
    dataLength: (flags & LENGTH_FOLLOWS) === 0 ? uint32(content, at + 18, true) : undefined,
  };
}
