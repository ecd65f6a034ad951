/** Transferable public keys (RFC 9580 section 10.1): a key with its subkeys, names and the signatures over them, version 4. */

import { digestOf } from '../../analysis/signatures/digest';
import { PGP_TAG, type PgpPacket, packetsIn, readPackets, uint } from '../../analysis/signatures/pgp-packets';
import { readSignaturePacket, type SignaturePacket } from '../../analysis/signatures/pgp-signature-packet';
import { hexOf } from '../../packet-format/der';
import { joinBytes } from '../../text/join-bytes';
import { rememberFor } from '../../text/remember';
import { type KeyMaterial, keyMaterial } from './key-material';

export interface PgpKey {
  /** Hexadecimal; its last 16 digits are the key's number. */
  readonly fingerprint: string;
  /** Milliseconds since 1970, by the clock of whoever made it. */
  readonly created: number;
  /** Undefined where it is not for signing, or of a kind that is not known here. */
  readonly material: KeyMaterial | undefined;
  /** As it is hashed for its fingerprint and for signatures over it (section 5.2.4). */
  readonly hashed: Uint8Array;
}

export interface PgpSubkey {
  readonly key: PgpKey;
  readonly signatures: readonly SignaturePacket[];
}

export interface PgpName {
  /** As it is encoded. */
  readonly name: Uint8Array;
  readonly signatures: readonly SignaturePacket[];
}

export interface KeyBlock {
  readonly primary: PgpKey;
  /** Signatures over the primary key alone. */
  readonly direct: readonly SignaturePacket[];
  readonly names: readonly PgpName[];
  readonly subkeys: readonly PgpSubkey[];
}

const TAG = { ...PGP_TAG, userId: 13, userAttribute: 17 } as const;
/** A key that many people signed has some thousand. */
const MAX_PACKETS = 10_000;
const MAX_NAMES = 50;
const MAX_SUBKEYS = 50;

/** The first key of the bytes; undefined where they begin with none. */
export function readKeyBlock(bytes: Uint8Array): KeyBlock | undefined {
  const [first, ...rest] = readPackets(bytes, MAX_PACKETS);
  const primary = first?.tag === TAG.publicKey ? readKey(first) : undefined;
  if (primary === undefined) return undefined;
  const next = rest.findIndex(({ tag }) => tag === TAG.publicKey);
  const [own, ...groups] = groupsOf(next === -1 ? rest : rest.slice(0, next));
  return {
    primary,
    direct: own?.signatures ?? [],
    names: groups
      .filter(({ leader }) => leader?.tag === TAG.userId)
      .slice(0, MAX_NAMES)
      .map(({ leader, signatures }) => ({ name: leader?.body ?? new Uint8Array(0), signatures })),
    subkeys: groups
      .filter(({ leader }) => leader?.tag === TAG.publicSubkey)
      .slice(0, MAX_SUBKEYS)
      .flatMap(({ leader, signatures }) => {
        const key = leader === undefined ? undefined : readKey(leader);
        return key === undefined ? [] : [{ key, signatures }];
      }),
  };
}

/** Read once, as long as these bytes are there: all signatures of a message may be by one key. */
export const readKeyBlockOnce = rememberFor((bytes: Uint8Array) => ({ block: readKeyBlock(bytes) }));

interface Group {
  /** A name, a picture or a subkey; undefined for what stands before the first. */
  readonly leader: PgpPacket | undefined;
  readonly signatures: readonly SignaturePacket[];
}

const LEADERS: ReadonlySet<number> = new Set([TAG.userId, TAG.userAttribute, TAG.publicSubkey]);

function groupsOf(packets: readonly PgpPacket[]): readonly Group[] {
  const groups: { leader: PgpPacket | undefined; signatures: SignaturePacket[] }[] = [
    { leader: undefined, signatures: [] },
  ];
  for (const packet of packets) {
    const signature = packet.tag === TAG.signature ? readSignaturePacket(packet.body) : undefined;
    if (LEADERS.has(packet.tag)) groups.push({ leader: packet, signatures: [] });
    if (signature !== undefined) groups.at(-1)?.signatures.push(signature);
  }
  return groups;
}

/** Version, time, algorithm, numbers (section 5.5.2). Only keys of version 4 are read. */
export function readKey({ body }: PgpPacket): PgpKey | undefined {
  if (body[0] !== 4 || body.length < 7 || body.length > 0xffff) return undefined;
  const hashed = joinBytes([Uint8Array.of(0x99, body.length >> 8, body.length & 0xff), body]);
  return {
    fingerprint: hexOf(digestOf('sha1', [hashed])),
    created: uint(body, 1, 4) * 1000,
    material: keyMaterial(body[5] ?? 0, body.subarray(6)),
    hashed,
  };
}

export interface BlockPlace {
  readonly start: number;
  readonly end: number;
  /** Numbers of the key and its subkeys, 16 digits each. */
  readonly numbers: readonly string[];
}

/** Where each key with all that belongs to it lies in a file of keys. */
export function keyBlockPlaces(bytes: Uint8Array, limit: number): readonly BlockPlace[] {
  const found: { start: number; end: number; numbers: string[] }[] = [];
  for (const packet of packetsIn(bytes)) {
    const last = found.at(-1);
    const key = packet.tag === TAG.publicKey || packet.tag === TAG.publicSubkey ? readKey(packet) : undefined;
    const number = key?.fingerprint.slice(-16);
    if (packet.tag === TAG.publicKey) {
      if (found.length >= limit) break;
      found.push({ start: packet.headStart, end: packet.end, numbers: number === undefined ? [] : [number] });
    } else if (last !== undefined) {
      last.end = packet.end;
      if (number !== undefined && last.numbers.length < MAX_SUBKEYS) last.numbers.push(number);
    }
  }
  return found.filter(({ numbers }) => numbers.length > 0);
}
