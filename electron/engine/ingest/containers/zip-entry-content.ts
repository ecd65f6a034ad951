/** The bytes of one file of a zip archive that is known by its own header only. */
import { constants, crc32, createInflateRaw } from 'node:zlib';
import type { InnerContent } from './inner-content';
import type { ArchiveBytes } from './zip-bytes';
import type { LocalHeader } from './zip-local-header';

const PIECE_BYTES = 64 << 10;
const DESCRIPTOR = Buffer.from('504b0708', 'hex');
const DESCRIPTOR_BYTES = 16;

export interface EntryContent {
  /** Where the packed bytes end. */
  readonly end: number;
  /** The packed bytes end by themselves, or have the length that was said. */
  readonly isWhole: boolean;
  /** Whether the sum fits; null where there is none. */
  readonly isSum: boolean | null;
}

/**
 * Reads what lies behind `header`, not past `limit`, into `content`.
 *
 * @throws TooMuch
 */
export async function readEntryContent(
  archive: ArchiveBytes,
  header: LocalHeader,
  limit: number,
  content: InnerContent,
): Promise<EntryContent> {
  return header.method === 0
    ? readStored(archive, header, limit, content)
    : await readDeflated(archive, header, limit, content);
}

function readStored(archive: ArchiveBytes, header: LocalHeader, limit: number, content: InnerContent): EntryContent {
  const stated = header.isOpen ? descriptorFor(archive, header.start, limit) : header.start + header.packedBytes;
  if (stated === null) {
    return { end: header.start, isWhole: false, isSum: null };
  }
  const end = Math.min(stated, limit);
  let sum = 0;
  for (const piece of pieces(archive, header.start, end)) {
    sum = crc32(piece, sum);
    content.add(piece);
  }
  const expected = header.isOpen ? descriptorSum(archive, end) : header.crc;
  return { end, isWhole: end === stated, isSum: sum === expected };
}

/** Where stored bytes of unknown length end: in front of the first descriptor that gives just this length twice. */
function descriptorFor(archive: ArchiveBytes, start: number, limit: number): number | null {
  for (let at = archive.find(DESCRIPTOR, start, limit); at !== -1; at = archive.find(DESCRIPTOR, at + 1, limit)) {
    const found = archive.read(at, at + DESCRIPTOR_BYTES);
    if (
      found.length === DESCRIPTOR_BYTES &&
      found.readUInt32LE(8) === at - start &&
      found.readUInt32LE(12) === at - start
    ) {
      return at;
    }
  }
  return null;
}

/** The sum behind a file of unknown length, where a descriptor begins with its signature (APPNOTE.TXT 4.3.9.3). */
function descriptorSum(archive: ArchiveBytes, at: number): number | null {
  const found = archive.peek(at, 8);
  return found.length === 8 && found.indexOf(DESCRIPTOR) === 0 ? found.readUInt32LE(4) : null;
}

async function readDeflated(
  archive: ArchiveBytes,
  header: LocalHeader,
  limit: number,
  content: InnerContent,
): Promise<EntryContent> {
  const stated = header.isOpen ? limit : Math.min(header.start + header.packedBytes, limit);
  const inflated = await inflate(pieces(archive, header.start, stated), content);
  const end = header.start + inflated.used;
  const expected = header.isOpen ? descriptorSum(archive, end) : header.crc;
  return { end, isWhole: inflated.isWhole, isSum: expected === null ? null : inflated.sum === expected };
}

/**
 * Piece by piece, each written before the next: so that what came out in front of an error is kept, and that nothing is
 * read past the end of the packed data.
 */
async function inflate(packed: Iterable<Buffer>, content: InnerContent) {
  const inflater = createInflateRaw({ flush: constants.Z_SYNC_FLUSH });
  let sum = 0;
  let isWhole: boolean | undefined;
  let failure: unknown;
  const over = new Promise<void>((resolve) => {
    inflater.on('end', () => {
      isWhole ??= true;
      resolve();
    });
    inflater.on('error', () => {
      isWhole = false;
      resolve();
    });
  });
  inflater.on('data', (piece: Buffer) => {
    try {
      sum = crc32(piece, sum);
      content.add(piece);
    } catch (error) {
      failure ??= error;
      inflater.destroy(new Error('too much'));
    }
  });
  for (const piece of packed) {
    await Promise.race([over, new Promise<void>((resolve) => inflater.write(piece, () => resolve()))]);
    if (isWhole !== undefined) {
      break;
    }
  }
  if (isWhole === undefined) {
    inflater.end();
    await over;
  }
  const used = inflater.bytesWritten;
  inflater.destroy();
  if (failure !== undefined) {
    throw failure;
  }
  return { used, sum, isWhole: isWhole === true };
}

/** Bytes of their own: a view would change while they wait. */
function* pieces(archive: ArchiveBytes, start: number, end: number): Generator<Buffer> {
  for (let at = start; at < end; at += PIECE_BYTES) {
    yield archive.peek(at, Math.min(PIECE_BYTES, end - at));
  }
}
