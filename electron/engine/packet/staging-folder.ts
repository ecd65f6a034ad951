/**
 * The packet while it is written: a folder beside the target, with a random name, that becomes the packet by one rename.
 *
 * Every file is counted, hashed and synced as it is written; whatever goes wrong, the folder is removed whole.
 */
import { createHash } from 'node:crypto';
import { open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ManifestEntry } from '../../../shared/packet-format/manifest';
import { isSafePath } from '../../../shared/packet-format/payload-names';
import { privateFolder } from '../fs/private-folder';
import { syncFolder } from '../fs/sync-folder';
import { writeAll } from '../fs/write-all';
import { throwIfCancelled } from './cancelled';

export interface WrittenFile extends ManifestEntry {
  readonly bytes: number;
}

export interface WriteOptions {
  readonly signal: AbortSignal | undefined;
  readonly onBytes: (bytes: number) => void;
}

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Writes one file below `root` and gives its hash and size. */
export async function writeStaged(
  root: string,
  path: string,
  pieces: Pieces,
  options: WriteOptions,
): Promise<WrittenFile> {
  if (!isSafePath(path)) {
    throw new Error(`a packet part has an unsafe name: ${path}`);
  }
  const full = join(root, ...path.split('/'));
  await privateFolder(dirname(full));
  const handle = await open(full, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of pieces) {
      throwIfCancelled(options.signal);
      hash.update(piece);
      await writeAll(handle, piece, null);
      bytes += piece.length;
      options.onBytes(piece.length);
    }
    await handle.sync();
    return { path, sha256: hash.digest('hex'), bytes };
  } finally {
    await handle.close();
  }
}

/** Makes the names in every folder of the tree durable, the deepest first. */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      await syncTree(join(folder, entry.name));
    }
  }
  await syncFolder(folder);
}

/** The first error is the one to report; a leftover that cannot be removed has a name that says what it is. */
export async function removeQuietly(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}
