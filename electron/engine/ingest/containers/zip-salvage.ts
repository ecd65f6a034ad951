/** A zip archive without its list at the end: files are found by the headers in front of their bytes. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { constants, crc32, inflateRawSync } from 'node:zlib';
import type { UnpackedItem, Unpacking, UnpackRequest } from './container';
import { innerName, NameTally } from './inner-name';

const LOCAL_HEADER = Buffer.from('504b0304', 'hex');
const HEADER_BYTES = 30;
/** What is searched of a broken archive: beyond it only whole archives are read. */
const SEARCHED_BYTES = 1 << 30;

interface Salvaged {
  readonly item: UnpackedItem | null;
  /** Where the search goes on. */
  readonly next: number;
  readonly bytes: number;
}

export async function* salvageZip(request: UnpackRequest, first: number, why: string): Unpacking {
  const bytes = readWhole(request.path, SEARCHED_BYTES);
  const names = new NameTally();
  let ordinal = first;
  let left = request.bytesLeft;
  let at = bytes.indexOf(LOCAL_HEADER);
  while (at !== -1 && left > 0 && ordinal - first < request.itemsLeft) {
    const found = salvageAt(bytes, at, left, ordinal, names);
    if (found.item !== null) {
      left -= found.bytes;
      if (ordinal >= request.from) {
        yield found.item;
      }
      ordinal += 1;
    }
    at = bytes.indexOf(LOCAL_HEADER, Math.max(found.next, at + 4));
  }
  const remark = `${why} ${ordinal - first} files were found by their own headers.`;
  return ordinal === first
    ? { variant: '', remarks: [], problem: 'a zip archive that is damaged or was cut off: nothing in it could be read' }
    : { variant: 'damaged', remarks: [remark], problem: null };
}

function salvageAt(bytes: Buffer, at: number, left: number, ordinal: number, names: NameTally): Salvaged {
  const nothing = { item: null, next: at + 4, bytes: 0 };
  if (at + HEADER_BYTES > bytes.length) {
    return nothing;
  }
  const flags = bytes.readUInt16LE(at + 6);
  const method = bytes.readUInt16LE(at + 8);
  const stated = bytes.readUInt32LE(at + 18);
  const nameEnd = at + HEADER_BYTES + bytes.readUInt16LE(at + 26);
  const start = nameEnd + bytes.readUInt16LE(at + 28);
  const name = innerName(bytes.subarray(at + HEADER_BYTES, nameEnd));
  if (start > bytes.length || name.path.endsWith('/')) {
    return nothing;
  }
  const { path, remarks } = names.take(name.path);
  if ((flags & 1) !== 0 || name.problem !== null || (method !== 0 && method !== 8)) {
    const reason =
      name.problem ??
      ((flags & 1) !== 0 ? 'it is encrypted with a password' : 'it is packed in a way that is not read');
    return {
      item: { kind: 'aside', ordinal, path, reason: `${reason}; its bytes are kept inside the container` },
      next: start,
      bytes: 0,
    };
  }
  const isOpen = (flags & 8) !== 0 && stated === 0;
  const end = isOpen ? bytes.length : Math.min(start + stated, bytes.length);
  const output =
    method === 8 ? inflate(bytes.subarray(start, end), left) : storedBytes(bytes.subarray(start, end), left, isOpen);
  if (output === null || output.content.length === 0) {
    return {
      item: {
        kind: 'aside',
        ordinal,
        path,
        reason: 'its bytes are missing or damaged; what is there is kept inside the container',
      },
      next: start,
      bytes: 0,
    };
  }
  const isSum = isOpen || crc32(output.content) === bytes.readUInt32LE(at + 14);
  const said =
    output.isWhole && isSum
      ? remarks
      : [...remarks, 'It was cut off or damaged in the archive; what could be unpacked was taken in.'];
  return {
    item: { kind: 'file', ordinal, path, content: new Uint8Array(output.content), modifiedAt: null, remarks: said },
    next: start + output.used,
    bytes: output.content.length,
  };
}

interface Output {
  readonly content: Buffer;
  readonly used: number;
  readonly isWhole: boolean;
}

function inflate(packed: Buffer, left: number): Output | null {
  try {
    const limit = Math.min(left, SEARCHED_BYTES);
    // A cut-off stream gives what it has, as long as it is told not to ask for more.
    const content = inflateRawSync(packed, { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH });
    return { content, used: 0, isWhole: isFinished(packed, limit) };
  } catch {
    return null;
  }
}

function isFinished(packed: Buffer, limit: number): boolean {
  try {
    inflateRawSync(packed, { maxOutputLength: limit });
    return true;
  } catch {
    return false;
  }
}

function storedBytes(content: Buffer, left: number, isOpen: boolean): Output | null {
  return isOpen || content.length > left ? null : { content, used: content.length, isWhole: true };
}

function readWhole(path: string, limit: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(Math.min(fstatSync(file).size, limit));
    let done = 0;
    while (done < bytes.length) {
      const read = readSync(file, bytes, done, bytes.length - done, done);
      if (read === 0) {
        break;
      }
      done += read;
    }
    return bytes.subarray(0, done);
  } finally {
    closeSync(file);
  }
}
