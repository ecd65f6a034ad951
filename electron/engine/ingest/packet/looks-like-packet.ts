import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { BAG_DECLARATION, DESCRIPTION } from '../../../../shared/packet-format/packet-layout';
import { openZip } from '../../packet/zip-source';

export type PacketLayout = 'folder' | 'archive';

/** Whether a folder is laid out as a packet; whether it is whole is another question. None of its files is opened. */
export async function isPacketFolder(path: string): Promise<boolean> {
  return (await isFile(join(path, BAG_DECLARATION))) && (await isFile(join(path, DESCRIPTION)));
}

async function isFile(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => null);
  return stats?.isFile() === true;
}

/** Whether a zip file is: to be asked of the vault's copy, as it is read. */
export async function isPacketArchive(path: string): Promise<boolean> {
  const zip = await openZip(path, { signal: undefined, onBytes: () => undefined }).catch(() => null);
  zip?.close();
  const paths = new Set(zip?.files.map((file) => file.path));
  return paths.has(DESCRIPTION) && paths.has(BAG_DECLARATION);
}
