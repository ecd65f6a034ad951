/** Writes the two kinds of certificates of an identity: the laboratory's root and the examiner's own below it. */
import { createHash, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { BitString, fromBER, Integer, OctetString, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  ExtKeyUsage,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs';
import { toPem } from '../../../shared/packet-format/pem';
import { ECDSA_WITH_SHA256 } from './object-identifiers';

const COMMON_NAME = '2.5.4.3';
const ORGANISATION = '2.5.4.10';
const SUBJECT_KEY_IDENTIFIER = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const BASIC_CONSTRAINTS = '2.5.29.19';
const AUTHORITY_KEY_IDENTIFIER = '2.5.29.35';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36';
/** digitalSignature and nonRepudiation: the two highest bits, six unused (RFC 5280 section 4.2.1.3). */
const SIGNER_USAGE = { bits: Uint8Array.of(0xc0), unusedBits: 6 };
/** keyCertSign and cRLSign: bits 5 and 6. */
const ROOT_USAGE = { bits: Uint8Array.of(0x06), unusedBits: 1 };
const SIGNER_YEARS = 10;
const ROOT_YEARS = 20;
/** Upper bound of both names in X.520, in characters. */
const MAX_NAME = 64;

export interface Subject {
  readonly name: string;
  /** Left out of the subject when empty. */
  readonly organisation: string;
}

export interface CertificateRequest extends Subject {
  readonly publicKey: KeyObject;
  /** Signs the certificate: for a self-signed one the key's own other half. */
  readonly privateKey: KeyObject;
  /** Random; 16 bytes. */
  readonly serial: Uint8Array;
  readonly from: Date;
}

/**
 * A certificate of one level, PEM: an examiner's key, vouched for by nobody but itself.
 *
 * What an identity has that waits for a laboratory's certificate, and what all had before there were roots.
 */
export function makeCertificate(request: CertificateRequest): string {
  return writeCertificate(request, {
    issuer: nameOf(request),
    notAfter: yearsLater(request.from, SIGNER_YEARS),
    extensions: signerExtensions(),
  });
}

/**
 * A laboratory's root, PEM: CA:TRUE with no authority below it, for certificates and lists of revoked ones.
 *
 * Uses and purposes of both kinds are those under which `openssl cms -verify`, mail programs and PDF readers accept
 * signatures (measured with pdfsig and openssl: a self-signed examiner is never "trusted").
 */
export function makeRootCertificate(request: CertificateRequest): string {
  return writeCertificate(request, {
    issuer: nameOf(request),
    notAfter: yearsLater(request.from, ROOT_YEARS),
    extensions: [
      extension(BASIC_CONSTRAINTS, true, new BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema()),
      usageExtension(ROOT_USAGE),
      extension(SUBJECT_KEY_IDENTIFIER, false, octets(keyIdentifier(request.publicKey))),
    ],
  });
}

/** An examiner's certificate issued by a root, PEM; it ends no later than the root. @param rootPem the issuer's certificate */
export function issueCertificate(request: CertificateRequest, rootPem: string): string {
  const root = parseCertificate(rootPem);
  const identifier = root.extensions?.find(({ extnID }) => extnID === SUBJECT_KEY_IDENTIFIER)?.parsedValue;
  const authority =
    identifier instanceof OctetString
      ? [
          extension(
            AUTHORITY_KEY_IDENTIFIER,
            false,
            new AuthorityKeyIdentifier({ keyIdentifier: identifier }).toSchema(),
          ),
        ]
      : [];
  const wished = yearsLater(request.from, SIGNER_YEARS);
  return writeCertificate(request, {
    issuer: root.subject,
    notAfter: wished < root.notAfter.value ? wished : root.notAfter.value,
    extensions: [
      ...signerExtensions(),
      extension(SUBJECT_KEY_IDENTIFIER, false, octets(keyIdentifier(request.publicKey))),
      ...authority,
    ],
  });
}

interface Frame {
  readonly issuer: RelativeDistinguishedNames;
  readonly notAfter: Date;
  readonly extensions: Extension[];
}

function writeCertificate(request: CertificateRequest, { issuer, notAfter, extensions }: Frame): string {
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = positiveInteger(request.serial);
  certificate.issuer = issuer;
  certificate.subject = nameOf(request);
  certificate.notBefore = timeOf(request.from);
  certificate.notAfter = timeOf(notAfter);
  certificate.subjectPublicKeyInfo = publicKeyInfo(request.publicKey);
  certificate.extensions = extensions;
  certificate.signature = new AlgorithmIdentifier({ algorithmId: ECDSA_WITH_SHA256 });
  certificate.signatureAlgorithm = new AlgorithmIdentifier({ algorithmId: ECDSA_WITH_SHA256 });
  const signature = sign('sha256', new Uint8Array(certificate.encodeTBS().toBER()), request.privateKey);
  certificate.signatureValue = new BitString({ valueHex: toArrayBuffer(signature) });
  return toPem(new Uint8Array(certificate.toSchema(true).toBER()));
}

/** DER integers are signed: a set highest bit would make the serial number negative, a leading zero is cut. */
function positiveInteger(random: Uint8Array): Integer {
  const bytes = Uint8Array.from(random);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return new Integer({ valueHex: toArrayBuffer(bytes) });
}

/** A subject as both certificates and requests write it: organisation, then name. */
export function nameOf({ name, organisation }: Subject): RelativeDistinguishedNames {
  const part = (type: string, text: string) =>
    new AttributeTypeAndValue({ type, value: new Utf8String({ value: [...text].slice(0, MAX_NAME).join('') }) });
  const parts = organisation === '' ? [] : [part(ORGANISATION, organisation)];
  return new RelativeDistinguishedNames({ typesAndValues: [...parts, part(COMMON_NAME, name)] });
}

/** Name and organisation of a subject; empty where it has none. */
export function subjectOf(names: RelativeDistinguishedNames): Subject {
  const valueOfType = (wanted: string) => {
    const value: unknown = names.typesAndValues.find(({ type }) => type === wanted)?.value.valueBlock.value;
    return typeof value === 'string' ? value.replace(/\p{Cc}/gu, ' ') : '';
  };
  return { name: valueOfType(COMMON_NAME), organisation: valueOfType(ORGANISATION) };
}

/** RFC 5280 section 4.1.2.5: UTCTime until 2049, GeneralizedTime after. */
export function timeOf(date: Date): Time {
  return new Time({ type: date.getUTCFullYear() < 2050 ? 0 : 1, value: date });
}

function yearsLater(date: Date, years: number): Date {
  const later = new Date(date.getTime());
  later.setUTCFullYear(date.getUTCFullYear() + years);
  return later;
}

export function publicKeyInfo(publicKey: KeyObject): PublicKeyInfo {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return new PublicKeyInfo({ schema: fromBER(toArrayBuffer(der)).result });
}

/** RFC 7093 section 2, method 1: the leftmost 160 bits of the SHA-256 of the key's bits. */
function keyIdentifier(publicKey: KeyObject): Uint8Array {
  const bits = publicKeyInfo(publicKey).subjectPublicKey.valueBlock.valueHexView;
  return createHash('sha256').update(bits).digest().subarray(0, 20);
}

function signerExtensions(): Extension[] {
  return [
    extension(BASIC_CONSTRAINTS, true, new BasicConstraints({ cA: false }).toSchema()),
    usageExtension(SIGNER_USAGE),
    extension(
      EXTENDED_KEY_USAGE,
      false,
      new ExtKeyUsage({ keyPurposes: [EMAIL_PROTECTION, DOCUMENT_SIGNING] }).toSchema(),
    ),
  ];
}

function usageExtension({ bits, unusedBits }: typeof SIGNER_USAGE): Extension {
  return extension(KEY_USAGE, true, new BitString({ valueHex: toArrayBuffer(bits), unusedBits }));
}

export function extension(extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER() });
}

/** @throws when it is no certificate */
export function parseCertificate(pem: string): Certificate {
  return Certificate.fromBER(toArrayBuffer(new X509Certificate(pem).raw));
}

/** A buffer of its own: Node's small buffers share one. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

export function octets(bytes: Uint8Array): OctetString {
  return new OctetString({ valueHex: toArrayBuffer(bytes) });
}
