import type { DigestName } from '../../packet-format/timestamp/identifiers';
import { digestOf } from './digest';
import { newLength, uint } from './pgp-packets';

/** A signature packet of OpenPGP, over whatever it is (RFC 9580 section 5.2): versions 3, 4 and 6. */
export interface SignaturePacket {
  readonly version: number;
  /** Section 5.2.1. */
  readonly type: number;
  /** Section 9.1. */
  readonly keyAlgorithm: number;
  /** As the standard calls it, such as `SHA512`. */
  readonly hash: string;
  /** Undefined where it is not computed here. */
  readonly digest: DigestName | undefined;
  /** What is hashed is the signer's word; the rest of the packet anybody can have written. */
  readonly hashed: readonly Subpacket[];
  readonly unhashed: readonly Subpacket[];
  /** The time of version 3, which has no subpackets: where it begins in the body. */
  readonly timeAt: number | undefined;
  /** The key's number of version 3. */
  readonly keyNumber: Uint8Array;
  /** Hashed before what is signed, and behind it (section 5.2.4). */
  readonly before: Uint8Array;
  readonly behind: readonly Uint8Array[];
  /** The first two bytes of the digest. */
  readonly left: Uint8Array;
  /** Numbers of the key's algorithm. */
  readonly value: Uint8Array;
}

/** A range is that of the packet's body. */
export interface Subpacket {
  readonly type: number;
  readonly value: Uint8Array;
  readonly start: number;
  readonly end: number;
}

export const SUBPACKET = {
  created: 2,
  keyExpires: 9,
  keyNumber: 16,
  keyFlags: 27,
  user: 28,
  reason: 29,
  embedded: 32,
  fingerprint: 33,
} as const;

/** Section 9.5. */
const HASHES: Readonly<Record<number, readonly [name: string, digest: DigestName | undefined]>> = {
  1: ['MD5', undefined],
  2: ['SHA1', 'sha1'],
  3: ['RIPEMD160', undefined],
  8: ['SHA256', 'sha256'],
  9: ['SHA384', 'sha384'],
  10: ['SHA512', 'sha512'],
  11: ['SHA224', undefined],
  12: ['SHA3-256', undefined],
  14: ['SHA3-512', undefined],
};

const EMPTY = new Uint8Array(0);

/** @param body of a packet with the tag of signatures; undefined where it is not whole */
export function readSignaturePacket(body: Uint8Array): SignaturePacket | undefined {
  return body[0] === 3 ? olderPacket(body) : newerPacket(body);
}

function olderPacket(body: Uint8Array): SignaturePacket | undefined {
  const [version = 0, hashedLength, type = 0] = body;
  if (hashedLength !== 5 || body.length < 19) return undefined;
  const [hash, digest] = hashOf(body[16]);
  return {
    version,
    type,
    keyAlgorithm: body[15] ?? 0,
    hash,
    digest,
    hashed: [],
    unhashed: [],
    timeAt: 3,
    keyNumber: body.subarray(7, 15),
    before: EMPTY,
    behind: [body.subarray(2, 7)],
    left: body.subarray(17, 19),
    value: body.subarray(19),
  };
}

function newerPacket(body: Uint8Array): SignaturePacket | undefined {
  const [version = 0, type = 0, keyAlgorithm = 0] = body;
  if (!(version === 4 || version === 6)) return undefined;
  const width = version === 6 ? 4 : 2;
  const hashedEnd = 4 + width + uint(body, 4, width);
  const unhashedEnd = hashedEnd + width + uint(body, hashedEnd, width);
  if (unhashedEnd + 2 > body.length) return undefined;
  const [hash, digest] = hashOf(body[3]);
  const saltLength = version === 6 ? (body[unhashedEnd + 2] ?? 0) : 0;
  const valueAt = unhashedEnd + 2 + (version === 6 ? 1 + saltLength : 0);
  return {
    version,
    type,
    keyAlgorithm,
    hash,
    digest,
    hashed: subpackets(body, 4 + width, hashedEnd),
    unhashed: subpackets(body, hashedEnd + width, unhashedEnd),
    timeAt: undefined,
    keyNumber: EMPTY,
    before: body.subarray(valueAt - saltLength, valueAt),
    behind: [body.subarray(0, hashedEnd), Uint8Array.from([version, 0xff, ...bigEndian(hashedEnd)])],
    left: body.subarray(unhashedEnd, unhashedEnd + 2),
    value: body.subarray(valueAt),
  };
}

/** Everything that is hashed, in order, where these pieces are what is signed. */
export function hashedPieces(
  { before, behind }: SignaturePacket,
  signed: readonly Uint8Array[],
): readonly Uint8Array[] {
  return [before, ...signed, ...behind];
}

/** Whether the digest begins as the packet says: two bytes, so that chance fits once in 65,536 times. */
export function beginsAs(packet: SignaturePacket, signed: readonly Uint8Array[]): boolean | undefined {
  if (packet.digest === undefined) return undefined;
  const [first, second] = digestOf(packet.digest, hashedPieces(packet, signed));
  return first === packet.left[0] && second === packet.left[1];
}

function hashOf(number: number | undefined): readonly [string, DigestName | undefined] {
  return HASHES[number ?? 0] ?? [`hash ${number ?? 0}`, undefined];
}

const MAX_SUBPACKETS = 100;

function subpackets(body: Uint8Array, from: number, to: number): readonly Subpacket[] {
  const found: Subpacket[] = [];
  for (let at = from; at < to && found.length < MAX_SUBPACKETS; ) {
    const length = newLength(body, at, true);
    const start = at + (length?.size ?? 0) + 1;
    const end = start - 1 + (length?.value ?? 0);
    if (length === undefined || length.value === 0 || end > to) break;
    found.push({ type: (body[start - 1] ?? 0) & 0x7f, value: body.subarray(start, end), start, end });
    at = end;
  }
  return found;
}

function bigEndian(value: number): readonly number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
}
