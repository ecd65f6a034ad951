/** What was chosen to be taken in, looked at before anything is written. */
import { lstat, realpath } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import { errorCode } from '../fs/error-code';
import { readReason, specialKind } from './file-kind';
import { type WalkEntry, type WalkOptions, walk } from './walk';

/** One evidence item to be. */
export type Source =
  | { readonly kind: 'file'; readonly name: string; readonly path: string; readonly bytes: number }
  | {
      readonly kind: 'folder';
      readonly name: string;
      readonly path: string;
      readonly bytes: number;
      readonly files: number;
    }
  | { readonly kind: 'special'; readonly name: string; readonly reason: string }
  | { readonly kind: 'pasted'; readonly name: string; readonly content: Uint8Array };

/**
 * Looks at a path that a person chose. A link is followed here and nowhere else: the person pointed at it.
 *
 * @throws FailureError `not-found` when nothing is there
 */
export async function sourceAt(chosen: string, options: WalkOptions): Promise<Source> {
  const name = basename(resolve(chosen));
  try {
    const path = await realpath(chosen);
    const stats = await lstat(path);
    if (stats.isFile()) {
      return { kind: 'file', name, path, bytes: stats.size };
    }
    return stats.isDirectory()
      ? { kind: 'folder', name, path, ...(await measure(path, options)) }
      : { kind: 'special', name, reason: specialKind(stats) };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw notThere(chosen, error);
    }
    if (code === '') {
      throw error;
    }
    return { kind: 'special', name, reason: readReason(code) };
  }
}

/** Size and number of the files below a folder: for the room on the disk and for the progress bar. */
async function measure(path: string, options: WalkOptions) {
  const sum = { bytes: 0, files: 0 };
  for await (const entry of walk(Buffer.from(path), options)) {
    if (entry.kind === 'file') {
      sum.bytes += entry.bytes;
      sum.files += 1;
    }
  }
  return sum;
}

/** Everything that a source holds, in order. A single file comes with its own name as its path. */
export async function* entriesOf(source: Source, options: WalkOptions): AsyncGenerator<WalkEntry> {
  switch (source.kind) {
    case 'file':
      yield { kind: 'file', path: source.name, place: Buffer.from(source.path), bytes: source.bytes };
      return;
    case 'folder':
      yield* walk(Buffer.from(source.path), options);
      return;
    case 'special':
      yield { kind: 'aside', path: source.name, reason: source.reason };
      return;
    default:
  }
}

export function sizeOf(source: Source): number {
  switch (source.kind) {
    case 'pasted':
      return source.content.length;
    case 'special':
      return 0;
    default:
      return source.bytes;
  }
}

function notThere(path: string, cause: unknown): FailureError {
  return new FailureError(
    'not-found',
    `There is no file or folder at "${path}". Nothing was taken in. Check the path and try again.`,
    { cause },
  );
}
