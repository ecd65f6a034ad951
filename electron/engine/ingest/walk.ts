/**
 * Every file below a folder, in an order that does not depend on the file system.
 *
 * Links are not followed; pipes, sockets and devices are named, never opened; a name that is not UTF-8 is carried as
 * the bytes that it is. Names are compared byte by byte at each level.
 */
import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { errorCode } from '../fs/error-code';
import { readReason, specialKind } from './file-kind';
import { readableName } from './readable-name';

export type WalkEntry =
  | {
      readonly kind: 'file';
      /** Path below the folder, with `/`; bytes that are no UTF-8 as `\xNN`. */
      readonly path: string;
      /** The path on disk as bytes: the only form that is always true. */
      readonly place: Buffer;
      readonly bytes: number;
    }
  | { readonly kind: 'aside'; readonly path: string; readonly reason: string };

export interface WalkOptions {
  readonly signal?: AbortSignal | undefined;
  /** A folder that is passed by: the case's own, by device and inode. */
  readonly except?: { readonly dev: number; readonly ino: number } | undefined;
}

/** Folders nested deeper than this are set aside: no honest mail store has them, and paths have an end. */
const MAX_DEPTH = 100;

export async function* walk(folder: Buffer, options: WalkOptions = {}): AsyncGenerator<WalkEntry> {
  yield* walkBelow({ place: folder, path: '', depth: 0 }, options);
}

interface Folder {
  readonly place: Buffer;
  readonly path: string;
  readonly depth: number;
}

async function* walkBelow(folder: Folder, options: WalkOptions): AsyncGenerator<WalkEntry> {
  const names = await namesIn(folder);
  if (typeof names === 'string') {
    yield { kind: 'aside', path: `${folder.path}/`, reason: names };
    return;
  }
  for (const name of names) {
    if (options.signal?.aborted === true) {
      return;
    }
    const place = Buffer.concat([folder.place, Buffer.from('/'), name]);
    const path = folder.path === '' ? readableName(name) : `${folder.path}/${readableName(name)}`;
    yield* entryAt({ place, path, depth: folder.depth + 1 }, options);
  }
}

async function* entryAt(item: Folder, options: WalkOptions): AsyncGenerator<WalkEntry> {
  const stats = await statsOf(item.place);
  if (typeof stats === 'string') {
    yield { kind: 'aside', path: item.path, reason: stats };
  } else if (stats.isFile()) {
    yield { kind: 'file', path: item.path, place: item.place, bytes: stats.size };
  } else if (!stats.isDirectory()) {
    yield { kind: 'aside', path: item.path, reason: specialKind(stats) };
  } else if (stats.dev === options.except?.dev && stats.ino === options.except.ino) {
    yield { kind: 'aside', path: `${item.path}/`, reason: 'the folder of this case itself: not taken in' };
  } else if (item.depth >= MAX_DEPTH) {
    yield {
      kind: 'aside',
      path: `${item.path}/`,
      reason: `folder nested deeper than ${MAX_DEPTH} levels: not entered`,
    };
  } else {
    yield* walkBelow(item, options);
  }
}

async function statsOf(place: Buffer): Promise<Stats | string> {
  try {
    return await lstat(place);
  } catch (error) {
    return readReason(errorCode(error));
  }
}

async function namesIn({ place }: Folder): Promise<readonly Buffer[] | string> {
  try {
    const names = await readdir(place, { encoding: 'buffer' });
    return names.sort((a, b) => a.compare(b));
  } catch (error) {
    return readReason(errorCode(error));
  }
}
