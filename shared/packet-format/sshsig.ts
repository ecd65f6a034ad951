/**
 * The second signature of the list of lists: SSHSIG, as `ssh-keygen -Y sign` writes and `-Y verify` reads it (OpenSSH's
 * PROTOCOL.sshsig, version 1), with an ECDSA key on P-256 (RFC 5656 section 3.1) and SHA-512 over the content.
 *
 * Pure: the caller brings hash and key. Read strictly: what is read and written again must give the same text, so that
 * no byte of the file can be changed unnoticed.
 */
import { joinBytes } from '../text/join-bytes';
import { DER, equalBytes, membersOf, readDer } from './der';
import { fromBase64, toBase64 } from './pem';

export const SSH_NAMESPACE = 'evidence-packet';
/** The name under which `allowed_signers` lists the key: what is typed behind `-I`. */
export const SSH_PRINCIPAL = 'examiner';

const MAGIC = 'SSHSIG';
const KEY_TYPE = 'ecdsa-sha2-nistp256';
const CURVE = 'nistp256';
const HASH = 'sha512';
const BEGIN = '-----BEGIN SSH SIGNATURE-----\n';
const END = '-----END SSH SIGNATURE-----\n';
/** As ssh-keygen breaks its lines. */
const COLUMNS = 70;
/** Three times what such a signature takes. */
const MAX_TEXT = 2_048;

export interface SshSignature {
  /** The key's point, 65 bytes. */
  readonly point: Uint8Array;
  /** The ECDSA signature, DER (RFC 3279 section 2.2.3). */
  readonly signature: Uint8Array;
}

/** What the key signs: the namespace and the hash of the content, not the content itself. */
export function sshSignedBytes(sha512: Uint8Array): Uint8Array {
  return joinBytes([ascii(MAGIC), ...[ascii(SSH_NAMESPACE), new Uint8Array(), ascii(HASH), sha512].map(string)]);
}

/** The signature file's text. */
export function formatSshSignature({ point, signature }: SshSignature): string {
  const [r, s] = membersOf(readDer(signature)?.[0], DER.sequence) ?? [];
  if (r === undefined || s === undefined) {
    throw new Error('an ECDSA signature is a sequence of two numbers');
  }
  // DER integers and SSH's mpint hold the same bytes: big-endian, signed, as short as can be.
  const numbers = joinBytes([string(r.content), string(s.content)]);
  const blob = joinBytes([
    ascii(MAGIC),
    uint32(1),
    ...[
      publicKeyBlob(point),
      ascii(SSH_NAMESPACE),
      new Uint8Array(),
      ascii(HASH),
      joinBytes([string(ascii(KEY_TYPE)), string(numbers)]),
    ].map(string),
  ]);
  const lines = toBase64(blob).match(new RegExp(`.{1,${COLUMNS}}`, 'g')) ?? [];
  return `${BEGIN}${lines.join('\n')}\n${END}`;
}

/** The signature of a text in exactly the form above; undefined for every other text. Never throws. */
export function parseSshSignature(text: string): SshSignature | undefined {
  const isFramed = text.length <= MAX_TEXT && text.startsWith(BEGIN) && text.endsWith(END);
  const blob = isFramed ? fromBase64(text.slice(BEGIN.length, -END.length).replaceAll('\n', '')) : undefined;
  const signature = blob === undefined ? undefined : parseBlob(blob);
  return signature !== undefined && formatSshSignature(signature) === text ? signature : undefined;
}

function parseBlob(blob: Uint8Array): SshSignature | undefined {
  const head = joinBytes([ascii(MAGIC), uint32(1)]);
  const [key, namespace, reserved, hash, signature] = stringsIn(blob.subarray(head.length), 5) ?? [];
  const [, , point] = stringsIn(key, 3) ?? [];
  const [, numbers] = stringsIn(signature, 2) ?? [];
  const [r, s] = stringsIn(numbers, 2) ?? [];
  const isOurs =
    equalBytes(blob.subarray(0, head.length), head) &&
    isText(namespace, SSH_NAMESPACE) &&
    reserved?.length === 0 &&
    isText(hash, HASH);
  return isOurs && point?.length === 65 && isNumber(r) && isNumber(s)
    ? { point, signature: derSequence([r, s]) }
    : undefined;
}

/** A positive number of at most 256 bits in its shortest form. */
function isNumber(bytes: Uint8Array | undefined): bytes is Uint8Array {
  const [first = 0, second = 0] = bytes ?? [];
  const isShortest = first !== 0 || second >= 0x80;
  return bytes !== undefined && bytes.length > 0 && bytes.length <= 33 && first < 0x80 && isShortest;
}

function derSequence(integers: readonly Uint8Array[]): Uint8Array {
  const body = joinBytes(integers.map((bytes) => joinBytes([Uint8Array.of(DER.integer, bytes.length), bytes])));
  return joinBytes([Uint8Array.of(DER.sequence, body.length), body]);
}

/**
 * `allowed_signers` for `ssh-keygen -Y verify -f`: one line, for this key and this namespace only (ssh-keygen(1),
 * ALLOWED SIGNERS).
 */
export function allowedSigners(point: Uint8Array): string {
  return `${SSH_PRINCIPAL} namespaces="${SSH_NAMESPACE}" ${KEY_TYPE} ${toBase64(publicKeyBlob(point))}\n`;
}

/** The key as SSH writes it (RFC 5656 section 3.1). */
export function publicKeyBlob(point: Uint8Array): Uint8Array {
  return joinBytes([ascii(KEY_TYPE), ascii(CURVE), point].map(string));
}

/** RFC 4251 section 5: a length of four bytes, then the bytes. */
function string(bytes: Uint8Array): Uint8Array {
  return joinBytes([uint32(bytes.length), bytes]);
}

function uint32(value: number): Uint8Array {
  return Uint8Array.of((value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}

/** Exactly `count` strings that fill the bytes; undefined otherwise. */
function stringsIn(bytes: Uint8Array | undefined, count: number): readonly Uint8Array[] | undefined {
  const found: Uint8Array[] = [];
  let at = 0;
  while (bytes !== undefined && at < bytes.length && found.length < count) {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
    const start = at + 4;
    at = start + ((a * 256 + b) * 256 + c) * 256 + d;
    if (at > bytes.length) {
      return undefined;
    }
    found.push(bytes.subarray(start, at));
  }
  return found.length === count && at === bytes?.length ? found : undefined;
}

function isText(bytes: Uint8Array | undefined, text: string): boolean {
  return bytes !== undefined && equalBytes(bytes, ascii(text));
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
