import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { derElement, derInteger } from '../../../../shared/packet-format/timestamp/der-writer';

/** Signed mail made for tests: S/MIME with a key of its own that signs truly, OpenPGP with the true digest and no signature. */

const TAG = { sequence: 0x30, set: 0x31, oid: 0x06, octets: 0x04, bits: 0x03, utf8: 0x0c, ia5: 0x16, utcTime: 0x17 };
const OID = {
  signedData: '2a864886f70d010702',
  data: '2a864886f70d010701',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  signingTime: '2a864886f70d010905',
  ecdsaSha256: '2a8648ce3d040302',
  rsa: '2a864886f70d010101',
  sha256: '608648016503040201',
  sha512: '608648016503040203',
  commonName: '550403',
  emailAddress: '2a864886f70d010901',
  subjectAltName: '551d11',
} as const;

const sequence = (...parts: readonly Uint8Array[]) => derElement(TAG.sequence, ...parts);
const setOf = (...parts: readonly Uint8Array[]) => derElement(TAG.set, ...parts);
const oid = (hex: string) => derElement(TAG.oid, Buffer.from(hex, 'hex'));
const text = (tag: number, value: string) => derElement(tag, Buffer.from(value, 'latin1'));
const number = (value: number) => derInteger(Uint8Array.of(value));
const octets = (bytes: Uint8Array) => derElement(TAG.octets, bytes);
const time = (iso: string) => text(TAG.utcTime, `${new Date(iso).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`);
const name = (common: string, address?: string) =>
  sequence(
    setOf(sequence(oid(OID.commonName), text(TAG.utf8, common))),
    ...(address === undefined ? [] : [setOf(sequence(oid(OID.emailAddress), text(TAG.ia5, address)))]),
  );

export interface SmimeChoices {
  readonly signedAt?: string | null;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly address?: string;
  /** Where the address stands: the alternative names, or the subject of a certificate of version 1. */
  readonly version?: 1 | 3;
  readonly digest?: 'sha256' | 'sha512';
  /** Put into the signature instead of beside it. */
  readonly isOpaque?: boolean;
  /** Outer elements of indefinite length, the content in pieces. */
  readonly isBer?: boolean;
  /** By RSA; `other`: by another key than the one in the certificate. */
  readonly rsa?: 'own' | 'other';
  /** Another certificate of the same issuer and number stands first, with the other key of RSA, and is not well formed. */
  readonly hasDouble?: boolean;
}

let made: Readonly<Record<'own' | 'other', ReturnType<typeof rsaPair>>> | undefined;
const rsaPair = () => generateKeyPairSync('rsa', { modulusLength: 1024 });

/** Made when they are asked for first. */
function rsaKeys() {
  made ??= { own: rsaPair(), other: rsaPair() };
  return made;
}

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ISSUER = name('Example Issuing CA');
const SERIAL = number(77);

function certificate({
  notBefore,
  notAfter,
  address,
  version,
  key,
  outside = sequence(oid(OID.ecdsaSha256)),
}: Required<Pick<SmimeChoices, 'notBefore' | 'notAfter' | 'address' | 'version'>> & {
  readonly key: KeyObject;
  /** Algorithm behind what is signed; the same stands inside. */
  readonly outside?: Uint8Array;
}) {
  const names = sequence(derElement(0x81, Buffer.from(address, 'latin1')));
  const extensions = derElement(0xa3, sequence(sequence(oid(OID.subjectAltName), octets(names))));
  const algorithm = sequence(oid(OID.ecdsaSha256));
  const toBeSigned = sequence(
    ...(version === 3 ? [derElement(0xa0, number(2))] : []),
    SERIAL,
    algorithm,
    ISSUER,
    sequence(time(notBefore), time(notAfter)),
    name('Anna Example', version === 1 ? address : undefined),
    key.export({ format: 'der', type: 'spki' }),
    ...(version === 3 ? [extensions] : []),
  );
  const signature = sign('sha256', toBeSigned, keys.privateKey);
  return sequence(toBeSigned, outside, derElement(TAG.bits, Uint8Array.of(0), signature));
}

/** The issuer of those certificates, as they are signed: by itself, valid from 2020 to 2040. */
export function authorityCertificate(): Buffer {
  const constraints = sequence(oid('551d13'), octets(sequence(derElement(0x01, Uint8Array.of(0xff)))));
  const algorithm = sequence(oid(OID.ecdsaSha256));
  const toBeSigned = sequence(
    derElement(0xa0, number(2)),
    number(1),
    algorithm,
    ISSUER,
    sequence(time('2020-01-01T00:00:00Z'), time('2040-01-01T00:00:00Z')),
    ISSUER,
    keys.publicKey.export({ format: 'der', type: 'spki' }),
    derElement(0xa3, sequence(constraints)),
  );
  const signature = sign('sha256', toBeSigned, keys.privateKey);
  return Buffer.from(sequence(toBeSigned, algorithm, derElement(TAG.bits, Uint8Array.of(0), signature)));
}

/** CMS SignedData over the bytes (RFC 5652). */
export function smimeSignature(content: Uint8Array, choices: SmimeChoices = {}): Buffer {
  const { signedAt = '2021-05-20T14:15:54Z', notBefore = '2021-01-01T00:00:00Z', digest = 'sha256' } = choices;
  const { notAfter = '2022-01-01T00:00:00Z', address = 'anna@example.org', version = 3, isBer = false } = choices;
  const attribute = (type: string, value: Uint8Array) => sequence(oid(type), setOf(value));
  const attributes = [
    attribute(OID.contentType, oid(OID.data)),
    ...(signedAt === null ? [] : [attribute(OID.signingTime, time(signedAt))]),
    attribute(OID.messageDigest, octets(createHash(digest).update(content).digest())),
  ];
  const hash = sequence(oid(OID[digest]));
  const { rsa } = choices;
  const pair = rsa === undefined ? keys : rsaKeys()[rsa];
  const signature = sign(digest, setOf(...attributes), pair.privateKey);
  const signer = sequence(
    number(1),
    sequence(ISSUER, SERIAL),
    hash,
    derElement(0xa0, ...attributes),
    sequence(oid(rsa !== undefined ? OID.rsa : digest === 'sha256' ? OID.ecdsaSha256 : '2a8648ce3d040304')),
    octets(signature),
  );
  const outer = isBer ? indefinite : derElement;
  const half = content.length >> 1;
  const pieces = outer(0x24, octets(content.subarray(0, half)), octets(content.subarray(half)));
  const inside = outer(0xa0, isBer ? pieces : octets(content));
  const encapsulated = sequence(oid(OID.data), ...(choices.isOpaque === true ? [inside] : []));
  const key = rsa === undefined ? keys.publicKey : rsaKeys().own.publicKey;
  const facts = { notBefore, notAfter, address, version };
  const double = () => certificate({ ...facts, key: rsaKeys().other.publicKey, outside: sequence(oid(OID.rsa)) });
  const doubles = choices.hasDouble === true ? [double()] : [];
  const held = derElement(0xa0, ...doubles, certificate({ ...facts, key }));
  const signedData = outer(TAG.sequence, number(1), setOf(hash), encapsulated, held, setOf(signer));
  return Buffer.from(outer(TAG.sequence, oid(OID.signedData), outer(0xa0, signedData)));
}

function indefinite(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([Uint8Array.of(tag, 0x80), ...parts, Uint8Array.of(0, 0)]);
}

export interface PgpChoices {
  readonly signedAt?: string;
  readonly version?: 3 | 4 | 6;
  readonly user?: string;
  readonly hash?: 'sha1' | 'sha256' | 'sha512';
}

const HASH_NUMBER = { sha1: 2, sha256: 8, sha512: 10 } as const;
export const PGP_KEY = '0123456789abcdef';

const seconds = (iso: string): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(Date.parse(iso) / 1000);
  return bytes;
};

const subpacket = (type: number, value: Uint8Array) => Buffer.concat([Uint8Array.of(value.length + 1, type), value]);

/** A signature packet over the bytes (RFC 9580 section 5.2), with the first bytes of the true digest. */
export function pgpPacket(content: Uint8Array, choices: PgpChoices = {}): Buffer {
  const { signedAt = '2021-05-20T14:15:54Z', version = 4, user = '', hash = 'sha256' } = choices;
  const digest = (...pieces: readonly Uint8Array[]) =>
    createHash(hash).update(Buffer.concat(pieces)).digest().subarray(0, 2);
  const number = HASH_NUMBER[hash];
  const rest = Buffer.from([0, 8, 0xff]);
  if (version === 3) {
    const hashed = Buffer.concat([Uint8Array.of(0), seconds(signedAt)]);
    const head = [Uint8Array.of(3, 5), hashed, Buffer.from(PGP_KEY, 'hex'), Uint8Array.of(1, number)];
    return packet(Buffer.concat([...head, digest(content, hashed), rest]));
  }
  const width = version === 6 ? 4 : 2;
  const length = (size: number) => Buffer.from([0, 0, size >> 8, size & 0xff]).subarray(4 - width);
  const named = user === '' ? Buffer.alloc(0) : subpacket(28, Buffer.from(user, 'utf8'));
  const area = Buffer.concat([subpacket(2, seconds(signedAt)), named]);
  const hashed = Buffer.concat([Uint8Array.of(version, 0, 1, number), length(area.length), area]);
  const unhashed = subpacket(16, Buffer.from(PGP_KEY, 'hex'));
  const trailer = Buffer.from([version, 0xff, 0, 0, hashed.length >> 8, hashed.length & 0xff]);
  const salt = version === 6 ? Buffer.alloc(16, 7) : Buffer.alloc(0);
  const left = digest(salt, content, hashed, trailer);
  const salted = version === 6 ? Buffer.concat([Uint8Array.of(salt.length), salt]) : salt;
  return packet(Buffer.concat([hashed, length(unhashed.length), unhashed, left, salted, rest]));
}

function packet(body: Buffer, tag = 2): Buffer {
  return Buffer.concat([Uint8Array.of(0xc0 | tag, body.length < 192 ? body.length : 0), body]);
}

/** A public key of that time: enough of it to be read. */
export function pgpKey(created: string): Buffer {
  return packet(Buffer.concat([Uint8Array.of(4), seconds(created), Uint8Array.of(1, 0, 8, 0xff)]), 6);
}

export function armour(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').replace(/(.{64})/g, '$1\r\n');
  return `-----BEGIN PGP ${label}-----\r\n\r\n${lines}\r\n-----END PGP ${label}-----\r\n`;
}

export const SIGNED_PART = 'Content-Type: text/plain; charset=us-ascii\r\n\r\nGood morning\r\n';

const TYPES = { smime: 'application/pkcs7-signature', pgp: 'application/pgp-signature' } as const;

/** The body of a `multipart/signed`, and its Content-Type. */
export function signedBody(
  form: 'smime' | 'pgp',
  signature: string,
  part = SIGNED_PART,
): readonly [type: string, body: string] {
  const encoding = form === 'smime' ? 'Content-Transfer-Encoding: base64\r\n' : '';
  const inner = `--b1\r\n${part}\r\n--b1\r\nContent-Type: ${TYPES[form]}\r\n${encoding}\r\n${signature}\r\n--b1--\r\n`;
  return [`multipart/signed; boundary=b1; protocol="${TYPES[form]}"`, inner];
}

export const base64Lines = (bytes: Buffer): string => bytes.toString('base64').replace(/(.{76})/g, '$1\r\n');

/** `multipart/signed` over the part, by S/MIME. */
export const smimeBody = (choices: SmimeChoices = {}, part = SIGNED_PART) =>
  signedBody('smime', base64Lines(smimeSignature(Buffer.from(part, 'latin1'), choices)), part);

/** The same by OpenPGP. */
export const pgpBody = (choices: PgpChoices = {}, part = SIGNED_PART) =>
  signedBody('pgp', armour('SIGNATURE', pgpPacket(Buffer.from(part, 'latin1'), choices)), part);
