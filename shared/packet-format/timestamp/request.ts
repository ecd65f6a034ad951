/** What an authority is asked for: TimeStampReq (RFC 3161 section 2.4.1), in the one form that this program writes. */
import { DER, type DerNode, equalBytes, isOid, membersOf, wholeElement } from '../der';
import { derElement, derInteger } from './der-writer';
import { SHA256_OID } from './identifiers';

export interface TimestampRequest {
  /** SHA-256 of what is to be stamped. */
  readonly imprint: Uint8Array;
  /** A random number from zero up, by its digits; ties the answer to this question. */
  readonly nonce: Uint8Array;
}

const IMPRINT_LENGTH = 32;
const NONCE_MAX = 20;
const VERSION = derInteger(Uint8Array.of(1));
const TRUE = Uint8Array.of(DER.boolean, 1, 0xff);

/** The request's bytes: SHA-256, no policy asked for, the authority's certificate wanted in the answer. */
export function formatRequest({ imprint, nonce }: TimestampRequest): Uint8Array {
  return derElement(DER.sequence, VERSION, messageImprint(imprint), derInteger(nonce), TRUE);
}

function messageImprint(imprint: Uint8Array): Uint8Array {
  const oid = derElement(DER.oid, bytesOf(SHA256_OID));
  const algorithm = derElement(DER.sequence, oid, derElement(DER.nothing));
  return derElement(DER.sequence, algorithm, derElement(DER.octets, imprint));
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Reads a request's bytes back; undefined for all but what `formatRequest` writes. Never throws. */
export function readRequest(bytes: Uint8Array): TimestampRequest | undefined {
  const [, imprint, nonce] = membersOf(wholeElement(bytes), DER.sequence) ?? [];
  const hash = imprintOf(imprint);
  const digits = nonceOf(nonce);
  if (hash === undefined || digits === undefined || digits.length > NONCE_MAX) {
    return undefined;
  }
  const request = { imprint: hash, nonce: digits };
  return equalBytes(formatRequest(request), bytes) ? request : undefined;
}

/** The SHA-256 in a MessageImprint; undefined for another digest or form. */
export function imprintOf(node: DerNode | undefined): Uint8Array | undefined {
  const [algorithm, hash, ...surplus] = membersOf(node, DER.sequence) ?? [];
  const [oid, parameters, ...more] = membersOf(algorithm, DER.sequence) ?? [];
  const isPlain = parameters === undefined || (parameters.tag === DER.nothing && parameters.content.length === 0);
  return isOid(oid, SHA256_OID) &&
    isPlain &&
    surplus.length + more.length === 0 &&
    hash?.tag === DER.octets &&
    hash.content.length === IMPRINT_LENGTH
    ? hash.content
    : undefined;
}

/** The digits of a number from zero up; undefined for a negative one or another element. */
export function nonceOf(node: DerNode | undefined): Uint8Array | undefined {
  const [first = 0x80] = node?.content ?? [];
  return node?.tag === DER.integer && first < 0x80 ? node.content : undefined;
}

/** Whether two numbers are the same, however many zeros stand before them. */
export function isSameNonce(a: Uint8Array, b: Uint8Array): boolean {
  return equalBytes(derInteger(a), derInteger(b));
}
