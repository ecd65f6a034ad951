/** Opening a file that somebody gave us: plain files only, read-only, never waiting on a pipe, never following a link. */
import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import { errorCode } from '../fs/error-code';
import { READ_FLAGS } from '../fs/read-flags';

/** What the file system says about a source at the moment it was read. */
export interface SourceFacts {
  /** Size in bytes when opened. */
  readonly bytes: number;
  /** Last change of the content, milliseconds since 1970 UTC. */
  readonly mtimeMs: number;
  /** Last change of the content or of its attributes, milliseconds since 1970 UTC. */
  readonly ctimeMs: number;
  /** Permission bits, such as 0o644. */
  readonly mode: number;
  /** What changed while the file was being read; null when nothing did. */
  readonly changed: 'grew' | 'shrank' | 'rewritten' | null;
}

export interface SourceFile {
  readonly handle: FileHandle;
  readonly stats: Stats;
}

/**
 * Opens a plain file to be copied.
 *
 * @throws FailureError `unreadable-input` naming the file and why it is not read
 */
export async function openSource(path: string): Promise<SourceFile> {
  try {
    refuseSpecial(path, await lstat(path));
    const handle = await openUntouched(path);
    const stats = await handle.stat();
    if (!stats.isFile()) {
      await handle.close();
      refuseSpecial(path, stats);
    }
    return { handle, stats };
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Compares what was copied with what the file is now. */
export async function sourceFacts(source: SourceFile, copied: number): Promise<SourceFacts> {
  return factsOf(source.stats, await source.handle.stat(), copied);
}

/** The same of what the system said before and after so many bytes were copied. */
export function factsOf(before: Stats, now: Stats, copied: number): SourceFacts {
  return {
    bytes: before.size,
    mtimeMs: before.mtimeMs,
    ctimeMs: before.ctimeMs,
    mode: before.mode & 0o7777,
    changed: changeOf(before, now, copied),
  };
}

function changeOf(before: Stats, now: Stats, copied: number): SourceFacts['changed'] {
  if (copied < before.size || now.size < before.size) {
    return 'shrank';
  }
  if (now.size > before.size) {
    return 'grew';
  }
  return now.mtimeMs === before.mtimeMs ? null : 'rewritten';
}

/** Leaves the access time alone where the system allows it (own files on Linux). */
async function openUntouched(path: string): Promise<FileHandle> {
  const noAccessTime = constants.O_NOATIME ?? 0;
  try {
    return await open(path, READ_FLAGS | noAccessTime);
  } catch (error) {
    if (errorCode(error) !== 'EPERM' || noAccessTime === 0) {
      throw error;
    }
    return await open(path, READ_FLAGS);
  }
}

function refuseSpecial(path: string, stats: Stats): void {
  const kind = specialKind(stats);
  if (kind !== null) {
    throw refusal(path, `it is ${kind}, not a plain file`);
  }
}

function specialKind(stats: Stats): string | null {
  if (stats.isFile()) {
    return null;
  }
  if (stats.isSymbolicLink()) {
    return 'a symbolic link';
  }
  if (stats.isDirectory()) {
    return 'a folder';
  }
  if (stats.isFIFO()) {
    return 'a named pipe';
  }
  return stats.isSocket() ? 'a socket' : 'a device';
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'it is not there'],
  ['EACCES', 'this user may not read it'],
  ['EPERM', 'this user may not read it'],
  ['ELOOP', 'it is a symbolic link, not a plain file'],
  ['ENAMETOOLONG', 'its name is too long for this system'],
  ['EIO', 'the disk reported a read error'],
]);

function unreadable(path: string, error: unknown): FailureError {
  if (error instanceof FailureError) {
    return error;
  }
  const code = errorCode(error);
  return refusal(path, REASONS.get(code) ?? `the system reported ${code}`, error);
}

function refusal(path: string, reason: string, cause?: unknown): FailureError {
  return new FailureError(
    'unreadable-input',
    `"${basename(path)}" was not taken in: ${reason}. The file and the case are unharmed. Choose a plain file that can be read.`,
    { cause },
  );
}
