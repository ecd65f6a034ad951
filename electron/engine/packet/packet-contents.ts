/** What a packet says of itself, read from its description. A description that cannot be read says nothing; the checks tell. */
import type { PacketContents } from '../../../shared/contract/outcomes';
import type { PacketFiles } from '../../../shared/packet-format/checks/packet-inspection';
import { parseDescription } from '../../../shared/packet-format/packet-description';
import { DESCRIPTION } from '../../../shared/packet-format/packet-layout';

/** More than any description has. */
const MAX_DESCRIPTION = 64 << 20;

export async function packetContents(files: PacketFiles): Promise<PacketContents | null> {
  const text = await textOf(files, DESCRIPTION);
  const description = text === null ? undefined : parseDescription(text);
  if (description === undefined) {
    return null;
  }
  const { packetId, createdAt, handling, case: from, exhibits } = description;
  return {
    packetId,
    createdAt,
    handling,
    case: { name: from.name, number: from.number },
    exhibits: exhibits.map(({ label, ref, bytes, sha256 }) => ({ label, ref, bytes, sha256 })),
  };
}

/** Where a file lies: an archive may hold the packet in a folder of its own. */
export function pathIn({ files }: PacketFiles, name: string): string | undefined {
  return files.find(({ path }) => path === name || path.endsWith(`/${name}`))?.path;
}

async function textOf(files: PacketFiles, name: string): Promise<string | null> {
  const path = pathIn(files, name);
  const bytes = files.files.find((file) => file.path === path)?.bytes ?? 0;
  return path === undefined || bytes > MAX_DESCRIPTION
    ? null
    : await files.read(path).then(
        (read) => Buffer.from(read).toString('utf8'),
        () => null,
      );
}
