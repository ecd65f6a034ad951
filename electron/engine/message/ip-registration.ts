/** The table of address blocks that comes with the program: read once, when the first message is looked at. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type IpTable, readIpTable } from '../../../shared/ip-table/read-ip-table';

const loaded = new Map<string, IpTable | undefined>();

/** The table in a folder of the program's own files; undefined where it is missing or damaged: nothing is said then. */
export function ipTableIn(resourcesDir: string): IpTable | undefined {
  if (!loaded.has(resourcesDir)) {
    loaded.set(resourcesDir, load(join(resourcesDir, 'tables', 'ip-registration.bin')));
  }
  return loaded.get(resourcesDir);
}

function load(path: string): IpTable | undefined {
  try {
    return readIpTable(brotliDecompressSync(readFileSync(path)));
  } catch {
    // A program without its table still reads messages; the window says that nothing is known.
    return undefined;
  }
}
