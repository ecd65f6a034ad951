/** Reads what a chain from a signer to a root is judged by (X.509, RFC 5280 section 4; RFC 8550 for mail). Strict: DER only. */

import { certificateAddresses, subjectAddresses } from '../analysis/signatures/signer-certificate';
import { type CertificateExtension, nameOf, readExtensions } from '../packet-format/certificate-fields';
import {
  DER,
  type DerNode,
  equalBytes,
  hexOf,
  membersOf,
  onlyMember,
  timeOf,
  wholeBits,
  wholeElement,
} from '../packet-format/der';
import { type PathUses, usesIn } from './certificate-uses';
import { ruledNames } from './name-rules';

export interface PathCertificate extends PathUses {
  readonly der: Uint8Array;
  /** 1 has no extensions. */
  readonly version: number;
  /** Hexadecimal. */
  readonly serial: string;
  /** Names as they are encoded: compared byte by byte. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly name: string;
  readonly issuerName: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  /** Mail addresses that it is for, in lower case. */
  readonly addresses: readonly string[];
  /** All names that rules of its issuers are about. */
  readonly names: readonly DerNode[];
  /** Numbers of the own key and the issuer's, hexadecimal; empty where it does not tell. */
  readonly keyIdentifier: string;
  readonly issuerKeyIdentifier: string;
  readonly signedBytes: Uint8Array;
  /** AlgorithmIdentifier, DER. */
  readonly algorithm: Uint8Array;
  readonly signature: Uint8Array;
}

/** A longer one is no certificate that anybody issued; keys of 16,384 bits have some 5,000 bytes. */
export const MAX_CERTIFICATE = 64 << 10;
const OTHER_NAMES = '551d11';
const SUBJECT_KEY = '551d0e';
const AUTHORITY_KEY = '551d23';
const VERSION_3 = 2;

/** Undefined where it is no certificate in DER. */
export function readPathCertificate(der: Uint8Array): PathCertificate | undefined {
  const outer = der.length > MAX_CERTIFICATE ? undefined : wholeElement(der);
  const [toBeSigned, algorithm, bits, ...surplus] = membersOf(outer, DER.sequence) ?? [];
  const all = membersOf(toBeSigned, DER.sequence) ?? [];
  const stated = all[0]?.tag === DER.context0 ? onlyMember(all[0], DER.context0) : undefined;
  const [serial, inner, issuer, validity, subject, key, ...rest] = all[0]?.tag === DER.context0 ? all.slice(1) : all;
  const [notBefore, notAfter] = (membersOf(validity, DER.sequence) ?? []).map(timeOf);
  const extensions = readExtensions(rest.find(({ tag }) => tag === DER.context3));
  const signature = wholeBits(bits);
  if (toBeSigned === undefined || algorithm === undefined || inner === undefined || signature === undefined)
    return undefined;
  if (serial?.tag !== DER.integer || issuer?.tag !== DER.sequence || subject?.tag !== DER.sequence) return undefined;
  if (key?.tag !== DER.sequence || notBefore === undefined || notAfter === undefined) return undefined;
  if (extensions === undefined || surplus.length > 0 || !equalBytes(inner.raw, algorithm.raw)) return undefined;
  return {
    der,
    version: (stated?.content[0] ?? 0) + 1,
    serial: hexOf(serial.content),
    issuer: issuer.raw,
    subject: subject.raw,
    name: nameOf(subject),
    issuerName: nameOf(issuer),
    notBefore,
    notAfter,
    publicKey: key.raw,
    addresses: certificateAddresses(subject, extensions),
    names: ruledNames(subject, extensions.get(OTHER_NAMES)?.value, subjectAddresses(subject)),
    keyIdentifier: octetsIn(extensions.get(SUBJECT_KEY)),
    issuerKeyIdentifier: authorityKeyIn(extensions.get(AUTHORITY_KEY)),
    ...usesIn(extensions, stated?.content[0] === VERSION_3),
    signedBytes: toBeSigned.raw,
    algorithm: algorithm.raw,
    signature,
  };
}

function octetsIn(extension: CertificateExtension | undefined): string {
  const value = wholeElement(extension?.value ?? EMPTY);
  return value?.tag === DER.octets ? hexOf(value.content) : '';
}

const EMPTY = new Uint8Array(0);
const KEY_IDENTIFIER = 0x80;

/** keyIdentifier of AuthorityKeyIdentifier (RFC 5280 section 4.2.1.1). */
function authorityKeyIn(extension: CertificateExtension | undefined): string {
  const members: readonly DerNode[] = membersOf(wholeElement(extension?.value ?? EMPTY), DER.sequence) ?? [];
  const identifier = members.find(({ tag }) => tag === KEY_IDENTIFIER);
  return identifier === undefined ? '' : hexOf(identifier.content);
}
