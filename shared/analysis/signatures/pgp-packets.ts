/** Packets of OpenPGP (RFC 9580 section 4.2; RFC 4880): their heads, in both forms. */

export interface PgpPacket {
  readonly tag: number;
  readonly body: Uint8Array;
  /** Of the body, in the bytes that were read. */
  readonly start: number;
  /** Of the packet with its head. */
  readonly headStart: number;
  readonly end: number;
}

export const PGP_TAG = { signature: 2, publicKey: 6, publicSubkey: 14 } as const;

const MAX_PACKETS = 100;

/** The packets from the beginning of `bytes`; reading ends at the first that is not whole or of no told length. */
export function readPackets(bytes: Uint8Array, limit = MAX_PACKETS): readonly PgpPacket[] {
  const packets: PgpPacket[] = [];
  for (const packet of packetsIn(bytes)) {
    if (packets.length >= limit) break;
    packets.push(packet);
  }
  return packets;
}

/** The same one by one, for files of many keys. */
export function* packetsIn(bytes: Uint8Array): Generator<PgpPacket> {
  for (let at = 0; at < bytes.length; ) {
    const head = packetHead(bytes, at);
    if (head === undefined || head.start + head.length > bytes.length) break;
    const end = head.start + head.length;
    yield { tag: head.tag, body: bytes.subarray(head.start, end), start: head.start, headStart: at, end };
    at = end;
  }
}

interface Head {
  readonly tag: number;
  readonly start: number;
  readonly length: number;
}

function packetHead(bytes: Uint8Array, at: number): Head | undefined {
  const first = bytes[at] ?? 0;
  if ((first & 0x80) === 0) return undefined;
  if ((first & 0x40) !== 0) {
    const length = newLength(bytes, at + 1);
    return length === undefined ? undefined : { tag: first & 0x3f, start: at + 1 + length.size, length: length.value };
  }
  // The old form; its fourth kind of length reaches to the end of the file.
  const size = 1 << (first & 3);
  const tag = (first >> 2) & 0x0f;
  return size === 8
    ? { tag, start: at + 1, length: bytes.length - at - 1 }
    : { tag, start: at + 1 + size, length: uint(bytes, at + 1, size) };
}

/** Lengths of packets and subpackets (sections 4.2.1, 5.2.3.7); pieces of a packet are for text only, and not read. */
export function newLength(
  bytes: Uint8Array,
  at: number,
  isSubpacket = false,
): { readonly value: number; readonly size: number } | undefined {
  const first = bytes[at] ?? 0;
  if (first < 192) return { value: first, size: 1 };
  if (first === 255) return { value: uint(bytes, at + 1, 4), size: 5 };
  return first < 224 || isSubpacket ? { value: ((first - 192) << 8) + (bytes[at + 1] ?? 0) + 192, size: 2 } : undefined;
}

/** Big-endian; bytes beyond the end count as 0. */
export function uint(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let index = 0; index < size; index += 1) {
    value = value * 256 + (bytes[at + index] ?? 0);
  }
  return value;
}
