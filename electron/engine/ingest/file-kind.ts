import type { Stats } from 'node:fs';

/** What something that is not a plain file is, as the reason why it was set aside. */
export function specialKind(stats: Stats): string {
  if (stats.isSymbolicLink()) {
    return 'symbolic link: not followed';
  }
  if (stats.isFIFO()) {
    return 'named pipe: not a file';
  }
  if (stats.isSocket()) {
    return 'socket: not a file';
  }
  return stats.isDirectory() ? 'folder: not a file' : 'device: not a file';
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no longer there when it was to be read'],
  ['EACCES', 'this user may not read it'],
  ['EPERM', 'this user may not read it'],
  ['ELOOP', 'symbolic link: not followed'],
  ['ENAMETOOLONG', 'its path is too long for this system'],
  ['EIO', 'the disk reported a read error'],
]);

/** A system error while reading, as the reason why something was set aside. */
export function readReason(code: string): string {
  return REASONS.get(code) ?? (code === '' ? 'could not be read' : `could not be read (${code})`);
}
