/** A packet as a folder on disk: every file below it, links and devices refused. */
import { createHash } from 'node:crypto';
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PacketFile, PacketFiles } from '../../../shared/packet-format/checks/packet-inspection';
import { ENTRIES_MAX } from '../../../shared/packet-format/zip/zip-rules';
import { sourceWords } from '../../../shared/wording/packet-checks';
import { READ_FLAGS } from '../fs/read-flags';
import { throwIfCancelled } from './cancelled';
import type { SourceOptions } from './packet-source';

const DEPTH_MAX = 8;
const PIECE_BYTES = 1 << 20;

interface Listing {
  readonly files: PacketFile[];
  readonly problems: string[];
}

export async function openFolder(root: string, options: SourceOptions): Promise<PacketFiles> {
  const listing: Listing = { files: [], problems: [] };
  await list(root, '', 0, listing);
  return {
    files: listing.files,
    problems: listing.problems,
    read: async (path) => Buffer.concat(await collect(join(root, path), options)),
    hash: async (path) => {
      const hash = createHash('sha256');
      for await (const piece of piecesOf(join(root, path), options)) {
        hash.update(piece);
      }
      return hash.digest('hex');
    },
  };
}

async function list(root: string, folder: string, depth: number, listing: Listing): Promise<void> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  if (depth > DEPTH_MAX || listing.files.length > ENTRIES_MAX) {
    listing.problems.push(depth > DEPTH_MAX ? sourceWords.tooDeep(folder) : sourceWords.tooMany);
    return;
  }
  if (entries.length === 0 && depth > 0) {
    listing.problems.push(sourceWords.emptyFolder(folder));
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      await list(root, path, depth + 1, listing);
    } else if (entry.isFile()) {
      const { size } = await lstat(join(root, path));
      listing.files.push({ path, bytes: size });
    } else {
      listing.problems.push(entry.isSymbolicLink() ? sourceWords.link(path) : sourceWords.special(path));
    }
  }
}

async function collect(path: string, options: SourceOptions): Promise<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(path, options)) {
    pieces.push(Uint8Array.from(piece));
  }
  return pieces;
}

async function* piecesOf(path: string, options: SourceOptions): AsyncGenerator<Uint8Array> {
  const handle = await open(path, READ_FLAGS);
  try {
    yield* readAll(handle, options);
  } finally {
    await handle.close();
  }
}

async function* readAll(handle: FileHandle, options: SourceOptions): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(PIECE_BYTES);
  for (;;) {
    throwIfCancelled(options.signal);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
    if (bytesRead === 0) {
      return;
    }
    yield buffer.subarray(0, bytesRead);
    options.onBytes(bytesRead);
  }
}
