import type { PacketContents } from '../../../shared/contract/outcomes';
import type { PacketDescription } from '../../../shared/packet-format/packet-description';

/** What a packet says of itself, for those who look at it; null where its description cannot be read, which the checks tell. */
export function packetContents(description: PacketDescription | undefined): PacketContents | null {
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
