/** A packet as a zip file, read with suspicion: what is refused stands in shared/packet-format/zip/zip-rules.ts. */
import { createHash } from 'node:crypto';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { PacketFiles } from '../../../shared/packet-format/checks/packet-inspection';
import {
  ENTRIES_MAX,
  judgeEntries,
  overlapProblem,
  type ZipEntry,
  type ZipListing,
  type ZipPlace,
} from '../../../shared/packet-format/zip/zip-rules';
import { sourceWords } from '../../../shared/wording/packet-checks';
import { throwIfCancelled } from './cancelled';
import type { SourceOptions } from './packet-source';

/** An entry with what the reader needs to open it. */
interface OpenEntry extends ZipEntry {
  readonly entry: Entry;
}

export interface OpenZip extends PacketFiles {
  readonly close: () => void;
}

/** @throws the reader's error where the file is no zip archive at all */
export async function openZip(path: string, options: SourceOptions): Promise<OpenZip> {
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false });
  const { files, problems } = await listEntries(zip);
  return {
    files: [...files].map(([name, { unpacked }]) => ({ path: name, bytes: unpacked })),
    problems,
    read: async (name) => Buffer.concat(await collect(zip, files.get(name)?.entry, options)),
    hash: async (name) => {
      const hash = createHash('sha256');
      for await (const piece of piecesOf(zip, files.get(name)?.entry, options)) {
        hash.update(piece);
      }
      return hash.digest('hex');
    },
    close: () => zip.close(),
  };
}

async function listEntries(zip: ZipFile): Promise<Omit<ZipListing<OpenEntry>, 'isBomb'>> {
  const all: OpenEntry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      all.push(openEntry(entry));
      if (all.length > ENTRIES_MAX) {
        break;
      }
    }
  } catch {
    return { files: new Map(), problems: [sourceWords.broken] };
  }
  const { files, problems, isBomb } = judgeEntries(all);
  const overlap = isBomb ? undefined : await overlapProblem(all, (entry) => placeOf(zip, entry));
  return { files, problems: overlap === undefined ? problems : [...problems, overlap] };
}

function openEntry(entry: Entry): OpenEntry {
  return {
    entry,
    name: Buffer.from(entry.fileName).toString('latin1'),
    flags: entry.generalPurposeBitFlag,
    method: entry.compressionMethod,
    packed: entry.compressedSize,
    unpacked: entry.uncompressedSize,
    externalAttributes: entry.externalFileAttributes,
    start: entry.relativeOffsetOfLocalHeader,
  };
}

async function placeOf(zip: ZipFile, { entry }: OpenEntry): Promise<ZipPlace | undefined> {
  const header = await zip.readLocalFileHeaderPromise(entry).catch(() => undefined);
  return header === undefined
    ? undefined
    : { name: Buffer.from(header.fileName).toString('latin1'), dataStart: header.fileDataStart };
}

async function collect(zip: ZipFile, entry: Entry | undefined, options: SourceOptions): Promise<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(zip, entry, options)) {
    pieces.push(piece);
  }
  return pieces;
}

/** yauzl checks while reading that sizes are those that the list states. */
async function* piecesOf(zip: ZipFile, entry: Entry | undefined, options: SourceOptions): AsyncGenerator<Uint8Array> {
  if (entry === undefined) {
    throw new Error('the archive has no such entry');
  }
  const stream = await zip.openReadStreamPromise(entry);
  for await (const piece of stream) {
    throwIfCancelled(options.signal);
    const bytes: Uint8Array = Buffer.from(piece);
    yield bytes;
    options.onBytes(bytes.length);
  }
}
