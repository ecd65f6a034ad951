import { decodeBytes } from '../../email/byte-string';
import type { Span } from '../../email/types';
import { type CertificateExtension, nameOf, readExtensions } from '../../packet-format/certificate-fields';
import { DER, type DerNode, hexOf, isOid, membersOf, onlyMember, timeOf, wholeElement } from '../../packet-format/der';
import type { FactAt } from './fact-at';

/**
 * What the certificate of a signer says of them (X.509, RFC 5280 section 4.1). Versions 1 and 3 are read, as mail has both.
 * That its issuer is to be trusted is not for a program.
 */
export interface SignerCertificate {
  readonly name: string;
  readonly issuerName: string;
  /** As it is encoded. */
  readonly issuer: Uint8Array;
  /** Hexadecimal. */
  readonly serial: string;
  /** Mail addresses that it is for, in lower case (RFC 8550 section 3). */
  readonly addresses: readonly string[];
  /** Where the first of them stands. */
  readonly addressPlace: Span | undefined;
  /** When its validity begins and ends. */
  readonly notBefore: FactAt<number>;
  readonly notAfter: FactAt<number>;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  /** Hexadecimal; empty where there is none. */
  readonly keyIdentifier: string;
}

const OID = {
  emailAddress: '2a864886f70d010901',
  subjectAltName: '551d11',
  subjectKeyIdentifier: '551d0e',
} as const;

/** rfc822Name (RFC 5280 section 4.2.1.6). */
const MAIL_NAME = 0x81;
const MAX_ADDRESSES = 10;
const EMPTY = new Uint8Array(0);

/** Undefined where it is no certificate in DER. */
export function readSignerCertificate(node: DerNode, place: (node: DerNode) => Span): SignerCertificate | undefined {
  const [toBeSigned] = membersOf(node, DER.sequence) ?? [];
  const all = membersOf(toBeSigned, DER.sequence) ?? [];
  const [serial, , issuer, validity, subject, key, ...more] = all[0]?.tag === DER.context0 ? all.slice(1) : all;
  const [notBefore, notAfter] = (membersOf(validity, DER.sequence) ?? []).map((time) => timeFact(time, place));
  if (serial === undefined || issuer === undefined || subject === undefined || key === undefined) return undefined;
  if (notBefore === undefined || notAfter === undefined) return undefined;
  const extensions = readExtensions(more.find(({ tag }) => tag === DER.context3));
  const mail = mailNames(subject, extensions);
  const keyIdentifier = wholeElement(extensions?.get(OID.subjectKeyIdentifier)?.value ?? EMPTY);
  const [first] = mail;
  return {
    name: nameOf(subject),
    issuerName: nameOf(issuer),
    issuer: issuer.raw,
    serial: hexOf(serial.content),
    addresses: addressesIn(mail),
    addressPlace: first === undefined ? undefined : place(first),
    notBefore,
    notAfter,
    publicKey: key.raw,
    keyIdentifier: keyIdentifier?.tag === DER.octets ? hexOf(keyIdentifier.content) : '',
  };
}

function timeFact(time: DerNode, place: (node: DerNode) => Span): FactAt<number> | undefined {
  const value = timeOf(time);
  return value === undefined ? undefined : { value, place: place(time) };
}

/** Mail addresses that a certificate is for, in lower case. */
export function certificateAddresses(subject: DerNode, extensions: Extensions | undefined): readonly string[] {
  return addressesIn(mailNames(subject, extensions));
}

type Extensions = ReadonlyMap<string, CertificateExtension>;

function mailNames(subject: DerNode, extensions: Extensions | undefined): readonly DerNode[] {
  return [...alternativeNames(extensions?.get(OID.subjectAltName)?.value), ...subjectAddresses(subject)];
}

function addressesIn(names: readonly DerNode[]): readonly string[] {
  const addresses = names.map(({ content }) => decodeBytes(content).trim().toLowerCase()).filter(isAddress);
  return [...new Set(addresses)].slice(0, MAX_ADDRESSES);
}

const isAddress = (text: string): boolean => text.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(text);

function alternativeNames(extension: Uint8Array | undefined): readonly DerNode[] {
  const names = membersOf(wholeElement(extension ?? EMPTY), DER.sequence) ?? [];
  return names.filter(({ tag }) => tag === MAIL_NAME);
}

/** Older certificates have it in the subject's name (RFC 2985 section 5.2.1). */
export function subjectAddresses(subject: DerNode): readonly DerNode[] {
  return (membersOf(subject, DER.sequence) ?? []).flatMap((set) => {
    const [type, value] = membersOf(onlyMember(set, DER.set), DER.sequence) ?? [];
    return isOid(type, OID.emailAddress) && value !== undefined ? [value] : [];
  });
}
