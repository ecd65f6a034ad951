/** Public keys of OpenPGP as the arithmetic wants them: SubjectPublicKeyInfo, and signatures in its form (RFC 9580 sections 5.5.2, 9). */
import { uint } from '../../analysis/signatures/pgp-packets';
import { DER, hexOf } from '../../packet-format/der';
import { derElement, derInteger } from '../../packet-format/timestamp/der-writer';
import { joinBytes } from '../../text/join-bytes';

export type KeyMaterial =
  | { readonly kind: 'rsa' | 'ecdsa' | 'ed25519'; readonly spki: Uint8Array; readonly size: number }
  | { readonly kind: 'dsa'; readonly numbers: DsaNumbers };

export interface DsaNumbers {
  readonly p: Uint8Array;
  readonly q: Uint8Array;
  readonly g: Uint8Array;
  readonly y: Uint8Array;
}

/** A number of more bytes (16,384 bits) costs seconds. */
const MAX_NUMBER = 2_048;
const ALGORITHM = { rsa: 1, rsaSign: 3, dsa: 17, ecdsa: 19, eddsa: 22, ed25519: 27 } as const;

const hex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const OID = { rsa: hex('2a864886f70d010101'), ecPublicKey: hex('2a8648ce3d0201'), ed25519: hex('2b6570') } as const;
/** Section 9.2: the old identifier of Ed25519 is GnuPG's own. */
const OLD_ED25519 = '2b06010401da470f01';
/** Bytes of a number, by the curve's identifier. */
const CURVES: ReadonlyMap<string, number> = new Map([
  ['2a8648ce3d030107', 32],
  ['2b81040022', 48],
  ['2b81040023', 66],
  ['2b8104000a', 32],
  ['2b2403030208010107', 32],
  ['2b240303020801010b', 48],
  ['2b240303020801010d', 64],
]);

/** Behind version, time and algorithm of a key packet; undefined for keys that are not for signing, or not known here. */
export function keyMaterial(algorithm: number, bytes: Uint8Array): KeyMaterial | undefined {
  switch (algorithm) {
    case ALGORITHM.rsa:
    case ALGORITHM.rsaSign:
      return rsaKey(bytes);
    case ALGORITHM.dsa:
      return dsaKey(bytes);
    case ALGORITHM.ecdsa:
      return curveKey(bytes);
    case ALGORITHM.eddsa:
      return oldEd25519Key(bytes);
    case ALGORITHM.ed25519:
      return bytes.length === 32 ? ed25519Key(bytes) : undefined;
    default:
      return undefined;
  }
}

function rsaKey(bytes: Uint8Array): KeyMaterial | undefined {
  const [modulus, exponent] = readNumbers(bytes, 2) ?? [];
  if (modulus === undefined || exponent === undefined) return undefined;
  const key = derElement(DER.sequence, derInteger(modulus), derInteger(exponent));
  const algorithm = [derElement(DER.oid, OID.rsa), derElement(DER.nothing)];
  return { kind: 'rsa', spki: spki(algorithm, key), size: modulus.length };
}

function dsaKey(bytes: Uint8Array): KeyMaterial | undefined {
  const [p, q, g, y] = readNumbers(bytes, 4) ?? [];
  return p === undefined || q === undefined || g === undefined || y === undefined
    ? undefined
    : { kind: 'dsa', numbers: { p, q, g, y } };
}

function curveKey(bytes: Uint8Array): KeyMaterial | undefined {
  const { curve, rest } = readCurve(bytes);
  const size = CURVES.get(hexOf(curve));
  const [point] = readNumbers(rest, 1) ?? [];
  if (size === undefined || point === undefined || point.length !== 2 * size + 1) return undefined;
  const algorithm = [derElement(DER.oid, OID.ecPublicKey), derElement(DER.oid, curve)];
  return { kind: 'ecdsa', spki: spki(algorithm, point), size };
}

/** The point is marked by 0x40 before its 32 bytes (section 13.2). */
function oldEd25519Key(bytes: Uint8Array): KeyMaterial | undefined {
  const { curve, rest } = readCurve(bytes);
  const [point] = readNumbers(rest, 1) ?? [];
  const isOne = hexOf(curve) === OLD_ED25519 && point?.length === 33 && point[0] === 0x40;
  return isOne ? ed25519Key(point.subarray(1)) : undefined;
}

function ed25519Key(point: Uint8Array): KeyMaterial {
  return { kind: 'ed25519', spki: spki([derElement(DER.oid, OID.ed25519)], point), size: 32 };
}

function readCurve(bytes: Uint8Array): { readonly curve: Uint8Array; readonly rest: Uint8Array } {
  const length = bytes[0] ?? 0;
  return { curve: bytes.subarray(1, 1 + length), rest: bytes.subarray(1 + length) };
}

function spki(algorithm: readonly Uint8Array[], key: Uint8Array): Uint8Array {
  return derElement(
    DER.sequence,
    derElement(DER.sequence, ...algorithm),
    derElement(DER.bitString, Uint8Array.of(0), key),
  );
}

/** Numbers with their length in bits before them (section 3.2); undefined where there are fewer, or one is too long. */
export function readNumbers(bytes: Uint8Array, count: number): readonly Uint8Array[] | undefined {
  const numbers: Uint8Array[] = [];
  let at = 0;
  while (numbers.length < count) {
    const size = (uint(bytes, at, 2) + 7) >> 3;
    const end = at + 2 + size;
    if (size === 0 || size > MAX_NUMBER || end > bytes.length) return undefined;
    numbers.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return numbers;
}

/** A signature's value as the arithmetic wants it; undefined where it is not one for this key. */
export function signatureBytes(
  { kind, size }: Exclude<KeyMaterial, { kind: 'dsa' }>,
  value: Uint8Array,
): Uint8Array | undefined {
  const numbers = readNumbers(value, kind === 'rsa' ? 1 : 2);
  if (kind === 'ed25519' && value.length === 64) return value;
  if (numbers === undefined) return undefined;
  if (kind === 'ecdsa') return derElement(DER.sequence, ...numbers.map(derInteger));
  const padded = numbers.map((number) => padTo(number, size));
  return padded.every((one) => one !== undefined) ? joinBytes(padded) : undefined;
}

/** Leading zeros that were left out are put back. */
function padTo(number: Uint8Array, size: number): Uint8Array | undefined {
  return number.length > size ? undefined : joinBytes([new Uint8Array(size - number.length), number]);
}
