/** UUIDs made from names (RFC 9562 section 5.5): the same name in the same namespace gives the same UUID. */
import { canonicalJson } from '../canonical';

/** SHA-1 of bytes, 20 bytes long: given by whoever has it, as this code has none. UUIDs ask for it; nothing is secured by it. */
export type Sha1 = (bytes: Uint8Array) => Uint8Array;

/** Namespace of what Chainmail itself names: objects of one packet. */
const OWN_NAMESPACE = '3f1f5d5e-8a35-4b36-9e54-0d5c1c6a7b92';

export function uuidV5(sha1: Sha1, namespace: string, name: string): string {
  const hash = sha1(Uint8Array.from([...namespaceBytes(namespace), ...new TextEncoder().encode(name)]));
  const digits = Array.from(hash.subarray(0, 16), (byte, index) =>
    withMarks(byte, index).toString(16).padStart(2, '0'),
  ).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The UUID of what has a role in a packet; `role` says which, such as `['exhibit', hash]`. */
export function packetUuid(sha1: Sha1, packet: PacketName, role: readonly string[]): string {
  return uuidV5(sha1, OWN_NAMESPACE, canonicalJson([packet.caseId, packet.packetId, ...role]));
}

/** What tells a packet from all others. */
export interface PacketName {
  readonly caseId: string;
  readonly packetId: string;
}

function namespaceBytes(namespace: string): readonly number[] {
  return (namespace.replaceAll('-', '').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

/** The version (5) and the variant (RFC 9562) stand in two bytes. */
function withMarks(byte: number, index: number): number {
  if (index === 6) {
    return (byte & 0x0f) | 0x50;
  }
  return index === 8 ? (byte & 0x3f) | 0x80 : byte;
}
