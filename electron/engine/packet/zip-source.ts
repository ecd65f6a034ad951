/**
 * A packet as a zip file, read with suspicion.
 *
 * Refused: names that climb or repeat, links, two names for one entry, entries that overlap or hide bytes between them,
 * other packing than deflate, sizes that lie (yauzl checks them while reading), and archives that would unpack to far
 * more than a packet can hold (RFC 8493 section 5.2; Fifield, "A better zip bomb", 2019).
 */
import { createHash } from 'node:crypto';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { PacketFiles } from '../../../shared/packet-format/checks/packet-inspection';
import { isSafePath } from '../../../shared/packet-format/payload-names';
import { checkWords, sourceWords } from '../../../shared/wording/packet-checks';
import { throwIfCancelled } from './cancelled';
import { FILES_MAX, type SourceOptions } from './packet-source';
import { overlapProblem } from './zip-overlap';

const UNPACKED_MAX = 64 * 1024 ** 3;
/** Text packs well; a whole packet never better than this. Only asked where the sum is large enough to hurt. */
const RATIO_MAX = 200;
const RATIO_FROM_BYTES = 512 * 1024 ** 2;

export interface ZipListing {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly problems: readonly string[];
}

export interface OpenZip extends PacketFiles {
  readonly close: () => void;
}

/** @throws the reader's error where the file is no zip archive at all */
export async function openZip(path: string, options: SourceOptions): Promise<OpenZip> {
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false });
  const { entries, problems } = await listEntries(zip);
  return {
    files: [...entries].map(([name, entry]) => ({ path: name, bytes: entry.uncompressedSize })),
    problems,
    read: async (name) => Buffer.concat(await collect(zip, entries.get(name), options)),
    hash: async (name) => {
      const hash = createHash('sha256');
      for await (const piece of piecesOf(zip, entries.get(name), options)) {
        hash.update(piece);
      }
      return hash.digest('hex');
    },
    close: () => zip.close(),
  };
}

async function listEntries(zip: ZipFile): Promise<ZipListing> {
  const all: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      all.push(entry);
      if (all.length > FILES_MAX) {
        return { entries: new Map(), problems: [sourceWords.tooMany] };
      }
    }
  } catch {
    return { entries: new Map(), problems: [sourceWords.broken] };
  }
  const files = all.filter((entry) => !nameOf(entry).endsWith('/'));
  const problems = [...rootProblems(all), ...all.flatMap(entryProblems), ...bombProblems(all), ...twinProblems(all)];
  if (bombProblems(all).length > 0) {
    // Nothing of it is read.
    return { entries: new Map(), problems: bombProblems(all) };
  }
  const overlap = await overlapProblem(zip, all, nameOf);
  return {
    entries: new Map(files.map((entry) => [withoutRoot(nameOf(entry)), entry])),
    problems: overlap === undefined ? problems : [...problems, overlap],
  };
}

/** The raw bytes as they stand: a packet's names are ASCII, and any other is refused by its look. */
function nameOf(entry: Entry): string {
  return Buffer.from(entry.fileName).toString('latin1');
}

function withoutRoot(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}

function rootProblems(entries: readonly Entry[]): readonly string[] {
  const roots = new Set(entries.map((entry) => nameOf(entry).split('/')[0]));
  const isOneFolder = roots.size === 1 && entries.every((entry) => nameOf(entry).includes('/'));
  const [root] = roots;
  return isOneFolder && root !== undefined && /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(root) ? [] : [sourceWords.roots];
}

const FILE_KIND = 0o170000;
const PLAIN_FILE = 0o100000;
const LINK = 0o120000;

function entryProblems(entry: Entry): readonly string[] {
  const name = nameOf(entry);
  if (!isSafePath(withoutRoot(name).replace(/\/$/, '') || 'root')) {
    return [checkWords.unsafeName(name)];
  }
  if (name.endsWith('/')) {
    return [];
  }
  const kind = (entry.externalFileAttributes >>> 16) & FILE_KIND;
  if (kind !== 0 && kind !== PLAIN_FILE) {
    return [kind === LINK ? sourceWords.link(name) : sourceWords.special(name)];
  }
  const isEncrypted = (entry.generalPurposeBitFlag & 1) !== 0;
  return isEncrypted || ![0, 8].includes(entry.compressionMethod) ? [sourceWords.method(name)] : [];
}

function bombProblems(entries: readonly Entry[]): readonly string[] {
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0);
  const isBomb = unpacked > UNPACKED_MAX || (unpacked > RATIO_FROM_BYTES && unpacked > packed * RATIO_MAX);
  return isBomb ? [sourceWords.bomb] : [];
}

function twinProblems(entries: readonly Entry[]): readonly string[] {
  const taken = new Set<string>();
  for (const name of entries.map(nameOf)) {
    if (taken.has(name)) {
      return [sourceWords.twin(name)];
    }
    taken.add(name);
  }
  return [];
}

async function collect(zip: ZipFile, entry: Entry | undefined, options: SourceOptions): Promise<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(zip, entry, options)) {
    pieces.push(piece);
  }
  return pieces;
}

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
