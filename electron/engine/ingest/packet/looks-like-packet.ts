import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { BAG_DECLARATION, DESCRIPTION } from '../../../../shared/packet-format/packet-layout';
import { openZip } from '../../packet/zip-source';
import type { Source } from '../sources';

export type PacketLayout = 'folder' | 'archive';

/** How a source is laid out as a packet; null when it is not. Whether it is whole is another question. */
export async function packetLayout(source: Source): Promise<PacketLayout | null> {
  switch (source.kind) {
    case 'folder': {
      const { path } = source;
      const isPacket = (await isFile(join(path, BAG_DECLARATION))) && (await isFile(join(path, DESCRIPTION)));
      return isPacket ? 'folder' : null;
    }
    case 'file':
      return (await isPacketArchive(source.path)) ? 'archive' : null;
    default:
      return null;
  }
}

async function isFile(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => null);
  return stats?.isFile() === true;
}

async function isPacketArchive(path: string): Promise<boolean> {
  const zip = await openZip(path, { signal: undefined, onBytes: () => undefined }).catch(() => null);
  zip?.close();
  const paths = new Set(zip?.files.map((file) => file.path));
  const description = [...paths].find((one) => one === DESCRIPTION || one.endsWith(`/${DESCRIPTION}`));
  return description !== undefined && paths.has(description.slice(0, -DESCRIPTION.length) + BAG_DECLARATION);
}
