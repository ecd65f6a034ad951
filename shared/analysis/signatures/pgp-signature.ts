import { decodeBytes } from '../../email/byte-string';
import type { Span } from '../../email/types';
import { hexOf } from '../../packet-format/der';
import type { DigestName } from '../../packet-format/timestamp/identifiers';
import { digestOf } from './digest';
import type { FactAt } from './fact-at';
import { newLength, PGP_TAG, readPackets, uint } from './pgp-packets';

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
}

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

const MAX_SIGNATURES = 5;

/** Signatures over a document or a text; those over keys are passed over. */
export function readPgpSignatures(bytes: Uint8Array): readonly PgpSignature[] {
  return readPackets(bytes)
    .filter(({ tag }) => tag === PGP_TAG.signature)
    .slice(0, MAX_SIGNATURES)
    .flatMap(({ body, start }) => (body[0] === 3 ? olderSignature(body, start) : newerSignature(body, start)));
}

/** Types 0 (a document) and 1 (a text). */
const isOverDocument = (type: number | undefined): boolean => type === 0 || type === 1;

function olderSignature(body: Uint8Array, start: number): readonly PgpSignature[] {
  const [, hashedLength, type] = body;
  if (hashedLength !== 5 || !isOverDocument(type) || body.length < 19) return [];
  const [hash, digest] = hashOf(body[16]);
  return [
    {
      version: 3,
      created: { value: uint(body, 3, 4) * 1000, place: { start: start + 3, end: start + 7 } },
      key: hexOf(body.subarray(7, 15)),
      address: '',
      addressPlace: undefined,
      hash,
      fits: (content) => beginsAs(digest, [content, body.subarray(2, 7)], body.subarray(17, 19)),
    },
  ];
}

function newerSignature(body: Uint8Array, start: number): readonly PgpSignature[] {
  const [version, type] = body;
  if (!(version === 4 || version === 6) || !isOverDocument(type)) return [];
  const width = version === 6 ? 4 : 2;
  const hashedEnd = 4 + width + uint(body, 4, width);
  const unhashedEnd = hashedEnd + width + uint(body, hashedEnd, width);
  if (unhashedEnd + 2 > body.length) return [];
  // What is hashed is the signer's word; the rest of the packet anybody can have written.
  const hashed = subpackets(body, 4 + width, hashedEnd);
  const all = [...hashed, ...subpackets(body, hashedEnd + width, unhashedEnd)];
  const [hash, digest] = hashOf(body[3]);
  const created = hashed.find(({ type: kind }) => kind === SUBPACKET.created);
  const user = hashed.find(({ type: kind }) => kind === SUBPACKET.user);
  const placeOf = (subpacket: Subpacket): Span => ({ start: start + subpacket.start, end: start + subpacket.end });
  const salt = version === 6 ? body.subarray(unhashedEnd + 3, unhashedEnd + 3 + (body[unhashedEnd + 2] ?? 0)) : EMPTY;
  const trailer = Uint8Array.from([version, 0xff, ...bigEndian(hashedEnd)]);
  return [
    {
      version,
      created:
        created?.value.length === 4 ? { value: uint(created.value, 0, 4) * 1000, place: placeOf(created) } : undefined,
      key: keyOf(all),
      address: addressIn(user?.value ?? EMPTY),
      addressPlace: user === undefined ? undefined : placeOf(user),
      hash,
      fits: (content) =>
        beginsAs(
          digest,
          [salt, content, body.subarray(0, hashedEnd), trailer],
          body.subarray(unhashedEnd, unhashedEnd + 2),
        ),
    },
  ];
}

const EMPTY = new Uint8Array(0);

function hashOf(number: number | undefined): readonly [string, DigestName | undefined] {
  return HASHES[number ?? 0] ?? [`hash ${number ?? 0}`, undefined];
}

/** Undefined where the digest is not computed here. */
function beginsAs(
  digest: DigestName | undefined,
  pieces: readonly Uint8Array[],
  left: Uint8Array,
): boolean | undefined {
  if (digest === undefined) return undefined;
  const [first, second] = digestOf(digest, pieces);
  return first === left[0] && second === left[1];
}

const SUBPACKET = { created: 2, keyNumber: 16, user: 28, fingerprint: 33 } as const;

interface Subpacket {
  readonly type: number;
  readonly value: Uint8Array;
  readonly start: number;
  readonly end: number;
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

function keyOf(all: readonly Subpacket[]): string {
  const fingerprint = all.find(({ type }) => type === SUBPACKET.fingerprint);
  const number = all.find(({ type }) => type === SUBPACKET.keyNumber);
  return fingerprint === undefined ? hexOf(number?.value ?? EMPTY) : hexOf(fingerprint.value.subarray(1));
}

/** `Anna Example <anna@example.com>`, or the address alone. */
function addressIn(user: Uint8Array): string {
  const text = decodeBytes(user.subarray(0, 1_000));
  const [, inAngles] = /<([^<>\s]{1,320})>/.exec(text) ?? [];
  const address = inAngles ?? text.trim();
  return /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(address) ? address.toLowerCase() : '';
}

function bigEndian(value: number): readonly number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
}
