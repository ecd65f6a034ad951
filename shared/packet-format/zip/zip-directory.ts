/**
 * The list of entries at the end of a zip archive (PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16),
 * for a packet's own page, where no library runs. Read strictly: what is odd is refused, not guessed at.
 */
import { ENTRIES_MAX, type ZipEntry, type ZipPlace } from './zip-rules';

/** The archive's bytes `start` to `end` (exclusive). */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>;

const END_RECORD = 0x06054b50;
const END_RECORD_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END_64_BYTES = 56;
const COMMENT_MAX = 0xffff;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
/** Lists are no larger: 200,000 names of a packet's length. */
const LIST_MAX = 64 * 1024 ** 2;

interface ListPlace {
  readonly start: number;
  readonly bytes: number;
  readonly entries: number;
}

/** Every entry of the list; undefined where there is no such list, or it does not end where the archive says. */
export async function readZipDirectory(read: ReadBytes, size: number): Promise<readonly ZipEntry[] | undefined> {
  const place = await findList(read, size);
  if (place === undefined || place.bytes > LIST_MAX || place.entries > ENTRIES_MAX) {
    return undefined;
  }
  const list = await read(place.start, place.start + place.bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < place.entries) {
    const found = readEntry(list, at);
    if (found === undefined) {
      return undefined;
    }
    entries.push(found.entry);
    at = found.next;
  }
  return at === list.length ? entries : undefined;
}

/** Where the bytes of an entry lie; undefined where no header of its own stands in front of them. */
export async function readZipPlace(read: ReadBytes, size: number, entry: ZipEntry): Promise<ZipPlace | undefined> {
  const head = await read(entry.start, Math.min(size, entry.start + LOCAL_BYTES));
  const view = viewOf(head);
  if (head.length < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL_HEADER) {
    return undefined;
  }
  const nameEnd = entry.start + LOCAL_BYTES + view.getUint16(26, true);
  const dataStart = nameEnd + view.getUint16(28, true);
  if (dataStart + entry.packed > size) {
    return undefined;
  }
  return { name: latin1(await read(entry.start + LOCAL_BYTES, nameEnd)), dataStart };
}

async function findList(read: ReadBytes, size: number): Promise<ListPlace | undefined> {
  const from = Math.max(0, size - END_BYTES - COMMENT_MAX - LOCATOR_BYTES);
  const tail = await read(from, size);
  const view = viewOf(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    const isRecord =
      view.getUint32(at, true) === END_RECORD && at + END_BYTES + view.getUint16(at + 20, true) === tail.length;
    if (isRecord) {
      return await listPlace(read, view, at, from + at);
    }
  }
  return undefined;
}

async function listPlace(read: ReadBytes, view: DataView, at: number, end: number): Promise<ListPlace | undefined> {
  const isSplit = view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 6, true) !== 0;
  const place = {
    entries: view.getUint16(at + 10, true),
    bytes: view.getUint32(at + 12, true),
    start: view.getUint32(at + 16, true),
  };
  const is64 = at >= LOCATOR_BYTES && view.getUint32(at - LOCATOR_BYTES, true) === LOCATOR_64;
  if (is64) {
    return await listPlace64(read, Number(view.getBigUint64(at - LOCATOR_BYTES + 8, true)), end - LOCATOR_BYTES);
  }
  return !isSplit && place.start + place.bytes === end ? place : undefined;
}

async function listPlace64(read: ReadBytes, at: number, end: number): Promise<ListPlace | undefined> {
  if (at + END_64_BYTES !== end) {
    return undefined;
  }
  const view = viewOf(await read(at, end));
  const place = {
    entries: Number(view.getBigUint64(32, true)),
    bytes: Number(view.getBigUint64(40, true)),
    start: Number(view.getBigUint64(48, true)),
  };
  return view.getUint32(0, true) === END_RECORD_64 && place.start + place.bytes === at ? place : undefined;
}

function readEntry(list: Uint8Array, at: number): { readonly entry: ZipEntry; readonly next: number } | undefined {
  const view = viewOf(list);
  if (at + ENTRY_BYTES > list.length || view.getUint32(at, true) !== ENTRY) {
    return undefined;
  }
  const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > list.length) {
    return undefined;
  }
  const sizes = readSizes(view, at, nameEnd, extraEnd);
  if (sizes === undefined) {
    return undefined;
  }
  const entry: ZipEntry = {
    name: latin1(list.subarray(at + ENTRY_BYTES, nameEnd)),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    externalAttributes: view.getUint32(at + 38, true),
    ...sizes,
  };
  return { entry, next };
}

type Sizes = Pick<ZipEntry, 'packed' | 'unpacked' | 'start'>;

const IN_EXTRA = 0xffffffff;
const EXTRA_64 = 0x0001;

/** Sizes that do not fit into 32 bits stand in an extra field, in this order (APPNOTE.TXT 4.5.3). */
function readSizes(view: DataView, at: number, from: number, end: number): Sizes | undefined {
  const unpacked = view.getUint32(at + 24, true);
  const packed = view.getUint32(at + 20, true);
  const start = view.getUint32(at + 42, true);
  const wide = [unpacked, packed, start].filter((value) => value === IN_EXTRA).length;
  if (wide === 0) {
    return { unpacked, packed, start };
  }
  const values = wideValues(view, from, end, wide);
  if (values === undefined) {
    return undefined;
  }
  const take = (value: number): number => (value === IN_EXTRA ? (values.shift() ?? 0) : value);
  return { unpacked: take(unpacked), packed: take(packed), start: take(start) };
}

function wideValues(view: DataView, from: number, end: number, count: number): number[] | undefined {
  for (let at = from; at + 4 <= end; ) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === EXTRA_64 && length >= count * 8 && at + 4 + length <= end) {
      return Array.from({ length: count }, (_, index) => Number(view.getBigUint64(at + 4 + index * 8, true)));
    }
    at += 4 + length;
  }
  return undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    text += String.fromCharCode(byte);
  }
  return text;
}
