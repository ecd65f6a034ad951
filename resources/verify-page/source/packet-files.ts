/** A packet as a person gives it to the page: the files of a folder, or a zip archive. */
import { inflateSync } from 'fflate';
import type { PacketFiles } from '../../../shared/packet-format/checks/packet-inspection';
import { readZipDirectory, readZipPlace } from '../../../shared/packet-format/zip/zip-directory';
import { judgeEntries, overlapProblem, type ZipEntry } from '../../../shared/packet-format/zip/zip-rules';
import { sourceWords } from '../../../shared/wording/packet-checks';
import { verifyPage } from '../../../shared/wording/verify-page';
import { PageProblem } from './page-problem';
import { FILES_AT_ONCE, readTogether } from './read-together';
import { WEB_TOOLS } from './web-tools';

/** What a page can hold in memory at once. */
const LARGEST = 1024 ** 3;

/** A file with its path below the folder that was given. */
export interface GivenFile {
  readonly path: string;
  readonly file: File;
}

/** The files of a folder; the folder's own name is no part of their paths. */
export function packetOfFolder(given: readonly GivenFile[]): PacketFiles {
  const files = new Map(given.map(({ path, file }) => [path, file]));
  const together = readTogether(bytesOf);
  const read = async (path: string): Promise<Uint8Array> => {
    const file = files.get(path);
    if (file === undefined) {
      throw new Error('there is no such file');
    }
    return await bytesOf(file);
  };
  return {
    files: given.map(({ path, file }) => ({ path, bytes: file.size })),
    problems: [],
    read,
    hash: async (path) => {
      const file = files.get(path);
      const bytes = file === undefined ? await read(path) : await together(file);
      return await WEB_TOOLS.sha256(bytes);
    },
    atOnce: FILES_AT_ONCE,
  };
}

async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > LARGEST) {
    throw new PageProblem(verifyPage.tooLarge(file.name));
  }
  return new Uint8Array(await file.arrayBuffer());
}

/** @throws PageProblem where the file is no archive or larger than a page can read */
export async function packetOfZip(file: File): Promise<PacketFiles> {
  const archive = await bytesOf(file);
  const read = async (start: number, end: number): Promise<Uint8Array> => archive.subarray(start, end);
  const entries = await readZipDirectory(read, archive.length);
  if (entries === undefined) {
    throw new PageProblem(verifyPage.notAZip);
  }
  const { files, problems, isBomb } = judgeEntries(entries);
  const placeOf = async (entry: ZipEntry) => await readZipPlace(read, archive.length, entry);
  const overlap = isBomb ? undefined : await overlapProblem(entries, placeOf);
  const content = async (path: string): Promise<Uint8Array> => {
    const entry = files.get(path);
    const place = entry === undefined ? undefined : await placeOf(entry);
    if (entry === undefined || place === undefined) {
      throw new Error('there is no such entry');
    }
    return unpack(entry, archive.subarray(place.dataStart, place.dataStart + entry.packed));
  };
  return {
    files: [...files].map(([path, { unpacked }]) => ({ path, bytes: unpacked })),
    problems: overlap === undefined ? problems : [...problems, overlap],
    read: content,
    hash: async (path) => await WEB_TOOLS.sha256(await content(path)),
  };
}

/** @throws where the bytes are not what the list says */
function unpack({ name, method, unpacked }: ZipEntry, packed: Uint8Array): Uint8Array {
  if (unpacked > LARGEST) {
    throw new PageProblem(verifyPage.tooLarge(name));
  }
  // One byte more than stated, so that an entry that unpacks to more is seen.
  const bytes = method === 0 ? packed : inflateSync(packed, { out: new Uint8Array(unpacked + 1) });
  if (bytes.length !== unpacked) {
    throw new Error(sourceWords.broken);
  }
  return bytes;
}
