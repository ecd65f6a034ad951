import { decodeBytes } from '../../email/byte-string';
import type { Span } from '../../email/types';
import { hexOf } from '../../packet-format/der';
import type { FactAt } from './fact-at';
import { PGP_TAG, readPackets, uint } from './pgp-packets';
import { beginsAs, readSignaturePacket, type SignaturePacket, SUBPACKET, type Subpacket } from './pgp-signature-packet';

/** A signature packet over a document (RFC 9580 section 5.2): versions 3, 4 and 6. Ranges are those of the bytes read. */
export interface PgpSignature {
  readonly version: number;
  readonly created: FactAt<number> | undefined;
  /** Fingerprint of the key where it is told, else its number of 16 digits; empty where neither is. Hexadecimal. */
  readonly key: string;
  /** The address in the signer's own words (subpacket 28); empty where there is none. */
  readonly address: string;
  readonly addressPlace: Span | undefined;
  /** As the standard calls it, such as `SHA512`. */
  readonly hash: string;
  /** Whether the digest over the content begins as the signature says: two bytes, so that chance fits once in 65,536 times. */
  readonly fits: (content: Uint8Array) => boolean | undefined;
  readonly packet: SignaturePacket;
}

const MAX_SIGNATURES = 5;

/** Signatures over a document or a text; those over keys are passed over. */
export function readPgpSignatures(bytes: Uint8Array): readonly PgpSignature[] {
  return readPackets(bytes)
    .filter(({ tag }) => tag === PGP_TAG.signature)
    .slice(0, MAX_SIGNATURES)
    .flatMap(({ body, start }) => {
      const packet = readSignaturePacket(body);
      return packet === undefined || !isOverDocument(packet.type) ? [] : [overDocument(packet, body, start)];
    });
}

/** Types 0 (a document) and 1 (a text). */
const isOverDocument = (type: number): boolean => type === 0 || type === 1;

function overDocument(packet: SignaturePacket, body: Uint8Array, start: number): PgpSignature {
  const { version, hashed, unhashed, hash, timeAt, keyNumber } = packet;
  const created = hashed.find(({ type }) => type === SUBPACKET.created);
  const user = hashed.find(({ type }) => type === SUBPACKET.user);
  const timePlace = timeAt === undefined ? created : { start: timeAt, end: timeAt + 4 };
  const isTime = timeAt !== undefined || created?.value.length === 4;
  const placeOf = (range: Span): Span => ({ start: start + range.start, end: start + range.end });
  return {
    version,
    created:
      timePlace !== undefined && isTime
        ? { value: uint(body, timePlace.start, 4) * 1000, place: placeOf(timePlace) }
        : undefined,
    key: version === 3 ? hexOf(keyNumber) : keyOf([...hashed, ...unhashed]),
    address: addressIn(user?.value ?? EMPTY),
    addressPlace: user === undefined ? undefined : placeOf(user),
    hash,
    fits: (content) => beginsAs(packet, [content]),
    packet,
  };
}

const EMPTY = new Uint8Array(0);

/** The fingerprint, else the number, of the key that a signature says it is by. */
export function keyOf(all: readonly Subpacket[]): string {
  const fingerprint = all.find(({ type }) => type === SUBPACKET.fingerprint);
  const number = all.find(({ type }) => type === SUBPACKET.keyNumber);
  return fingerprint === undefined ? hexOf(number?.value ?? EMPTY) : hexOf(fingerprint.value.subarray(1));
}

/** `Anna Example <anna@example.com>`, or the address alone. */
export function addressIn(user: Uint8Array): string {
  const text = decodeBytes(user.subarray(0, 1_000));
  const [, inAngles] = /<([^<>\s]{1,320})>/.exec(text) ?? [];
  const address = inAngles ?? text.trim();
  return /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(address) ? address.toLowerCase() : '';
}
