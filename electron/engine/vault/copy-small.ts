/**
 * Copying small files in a worker thread, many in one task.
 *
 * A small file costs the ten calls to the file system around its bytes. On the engine's own thread each of them is a
 * promise; here they are plain calls that nobody waits behind. A copy stays under its temporary name until the vault gives
 * it its true one.
 */
import { hash } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { platform } from 'node:process';
import { errorCode } from '../fs/error-code';
import { READ_FLAGS } from '../fs/read-flags';
import { factsOf, type SourceFacts } from './source-file';

/** Files of more bytes are copied in pieces. */
export const SMALL_BYTES = 1 << 20;

export interface SmallCopyTask {
  readonly files: readonly {
    readonly path: string;
    /** Where the copy is made: a new file. */
    readonly temp: string;
  }[];
}

export interface SmallCopied {
  readonly kind: 'copied';
  readonly sha256: string;
  readonly content: Uint8Array;
  readonly source: SourceFacts;
}

export type SmallCopy =
  | SmallCopied
  /** Nothing was made: the file is no plain one, or large, or something failed. Copying it alone will tell. */
  | { readonly kind: 'left' };

const LEFT: SmallCopy = { kind: 'left' };

/** One answer for each file, in their order. Never throws. */
export function copySmallFiles({ files }: SmallCopyTask): readonly SmallCopy[] {
  return files.map(({ path, temp }) => {
    try {
      return copyOne(path, temp);
    } catch {
      return LEFT;
    }
  });
}

function copyOne(path: string, temp: string): SmallCopy {
  if (!lstatSync(path).isFile()) {
    return LEFT;
  }
  const source = openUntouched(path);
  try {
    const stats = fstatSync(source);
    if (!stats.isFile() || stats.size > SMALL_BYTES) {
      return LEFT;
    }
    const content = readWhole(source, stats.size);
    const facts = factsOf(stats, fstatSync(source), content.length);
    writeCopy(temp, content);
    return { kind: 'copied', sha256: hash('sha256', content), content, source: facts };
  } finally {
    closeSync(source);
  }
}

/** Leaves the access time alone where the system allows it (own files on Linux). */
function openUntouched(path: string): number {
  const noAccessTime = constants.O_NOATIME ?? 0;
  try {
    return openSync(path, READ_FLAGS | noAccessTime);
  } catch (error) {
    if (errorCode(error) !== 'EPERM' || noAccessTime === 0) {
      throw error;
    }
    return openSync(path, READ_FLAGS);
  }
}

/** As many bytes as the file had when it was opened, or fewer where it ends before. */
function readWhole(source: number, size: number): Uint8Array {
  const content = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const read = readSync(source, content, length, size - length, length);
    if (read === 0) {
      break;
    }
    length += read;
  }
  return content.subarray(0, length);
}

/** A new file, whole and read-only; removed when that fails. */
function writeCopy(temp: string, content: Uint8Array): void {
  const target = openSync(temp, 'wx', 0o600);
  try {
    fill(target, content);
  } catch (error) {
    rmSync(temp, { force: true });
    throw error;
  }
}

/** Closes the file too: while it is open, some systems do not let it be removed. */
function fill(target: number, content: Uint8Array): void {
  try {
    for (let done = 0; done < content.length; ) {
      done += writeSync(target, content, done);
    }
    fchmodSync(target, 0o400);
    if (platform === 'win32') {
      // A read-only handle cannot be synced there, so it is done while this one is open.
      fsyncSync(target);
    }
  } finally {
    closeSync(target);
  }
}
