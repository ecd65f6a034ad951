/** Everything that lies in a case's folder, sorted into what belongs there and what does not. */
import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isCheckpointFile } from '../../custody/checkpoint-folder';
import { errorCode } from '../../fs/error-code';
import { isOwnTempName, isTempNameOf } from '../../fs/temp-name';
import { isSha256 } from '../../vault/object-path';
import { type CasePaths, CHECKPOINTS_NAME, DERIVED_NAME, JOURNAL_NAME, OBJECTS_NAME, VIEW_NAME } from '../case-paths';
import { LOCK_NAME } from '../lock';

export interface ListedObject {
  readonly sha256: string;
  readonly bytes: number;
}

export interface FolderListing {
  readonly objects: readonly ListedObject[];
  /** Paths below the case folder, with `/`, that Chainmail does not put there; each with what it is. */
  readonly foreign: readonly string[];
  /** Our own temporary files. */
  readonly temporary: readonly string[];
  /** Paths whose permissions let others in, or an object that can be written to. */
  readonly wide: readonly string[];
}

interface Collected {
  readonly objects: ListedObject[];
  readonly foreign: string[];
  readonly temporary: string[];
  readonly wide: string[];
}

/**
 * A folder of objects at a time, without waiting for each file: asking for a file's size through the thread pool takes
 * ten times as long as asking.
 */
export async function listFolder(paths: CasePaths): Promise<FolderListing> {
  const found: Collected = { objects: [], foreign: [], temporary: [], wide: [] };
  for (const entry of entriesOf(paths.dir)) {
    sortTopLevel(paths, entry, found);
  }
  for (const entry of entriesOf(paths.checkpoints)) {
    sortCheckpoint(paths, entry, found);
  }
  for (const entry of entriesOf(paths.objects)) {
    sortPrefix(paths, entry, found);
    await setImmediate();
  }
  return found;
}

const PLAIN = new Set([JOURNAL_NAME, VIEW_NAME, LOCK_NAME]);
const FOLDERS = new Set([OBJECTS_NAME, DERIVED_NAME, CHECKPOINTS_NAME]);

function sortTopLevel(paths: CasePaths, entry: Dirent, found: Collected): void {
  const { name } = entry;
  if (entry.isFile() && isTempNameOf(LOCK_NAME, name)) {
    // A kill came while the lock was being made: nobody had the case open yet, and the next opening sweeps it.
    return;
  }
  if (entry.isFile() && isOwnTempName(name)) {
    found.temporary.push(name);
  } else if ((entry.isFile() && PLAIN.has(name)) || (entry.isDirectory() && FOLDERS.has(name))) {
    noteMode(join(paths.dir, name), name, 0o077, found);
  } else {
    found.foreign.push(describeEntry(name, entry));
  }
}

function sortCheckpoint(paths: CasePaths, entry: Dirent, found: Collected): void {
  const { name } = entry;
  const shown = `${CHECKPOINTS_NAME}/${name}`;
  if (entry.isFile() && isOwnTempName(name)) {
    found.temporary.push(shown);
  } else if (entry.isFile() && isCheckpointFile(name)) {
    noteMode(join(paths.checkpoints, name), shown, 0o077, found);
  } else {
    found.foreign.push(describeEntry(shown, entry));
  }
}

function sortPrefix(paths: CasePaths, entry: Dirent, found: Collected): void {
  const { name } = entry;
  const shown = `${OBJECTS_NAME}/${name}`;
  if (entry.isFile() && isOwnTempName(name)) {
    found.temporary.push(shown);
  } else if (entry.isDirectory() && /^[0-9a-f]{2}$/.test(name)) {
    for (const inner of entriesOf(join(paths.objects, name))) {
      sortObject(paths, name, inner, found);
    }
  } else {
    found.foreign.push(describeEntry(shown, entry));
  }
}

function sortObject(paths: CasePaths, prefix: string, entry: Dirent, found: Collected): void {
  const shown = `${OBJECTS_NAME}/${prefix}/${entry.name}`;
  const sha256 = prefix + entry.name;
  if (!entry.isFile() || !isSha256(sha256)) {
    found.foreign.push(describeEntry(shown, entry));
    return;
  }
  const bytes = noteMode(join(paths.objects, prefix, entry.name), shown, 0o277, found);
  found.objects.push({ sha256, bytes });
}

/** @returns the size in bytes */
function noteMode(path: string, shown: string, unwanted: number, found: Collected): number {
  const { mode, size } = lstatSync(path);
  if ((mode & unwanted) !== 0) {
    found.wide.push(shown);
  }
  return size;
}

function describeEntry(shown: string, entry: Dirent): string {
  if (entry.isSymbolicLink()) {
    return `${shown} (a symbolic link)`;
  }
  if (entry.isDirectory()) {
    return `${shown} (a folder)`;
  }
  return entry.isFile() ? shown : `${shown} (a device, pipe or socket)`;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) {
      return [];
    }
    throw error;
  }
}
