import { type KeyObject, sign } from 'node:crypto';
import { BitString, fromBER, Integer, OctetString, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  Extension,
  ExtKeyUsage,
  PublicKeyInfo,
  type RelativeDistinguishedNames,
  Time,
} from 'pkijs';
import { ECDSA_WITH_SHA256 } from './object-identifiers';

const COMMON_NAME = '2.5.4.3';
const ORGANISATION = '2.5.4.10';
const KEY_USAGE = '2.5.29.15';
const BASIC_CONSTRAINTS = '2.5.29.19';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36';
/** digitalSignature and nonRepudiation: the two highest bits, six unused. */
const USAGE_BITS = Uint8Array.of(0xc0);
const VALID_YEARS = 10;
/** Upper bound of both names in X.520, in characters. */
const MAX_NAME = 64;

export interface CertificateRequest {
  readonly name: string;
  /** Left out of the subject when empty. */
  readonly organisation: string;
  readonly publicKey: KeyObject;
  /** Signs the certificate: for a self-signed one the key's own other half. */
  readonly privateKey: KeyObject;
  /** Random; 16 bytes. */
  readonly serial: Uint8Array;
  readonly from: Date;
}

/**
 * A self-signed X.509 certificate for an examiner's key, PEM.
 *
 * Key usage and purposes are those under which `openssl cms -verify`, mail programs and PDF readers accept signatures
 * (measured with pdfsig and openssl).
 */
export function makeCertificate(request: CertificateRequest): string {
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = positiveInteger(request.serial);
  for (const subject of [certificate.issuer, certificate.subject]) {
    fillName(subject, request);
  }
  certificate.notBefore = timeOf(request.from);
  certificate.notAfter = timeOf(yearsLater(request.from));
  certificate.subjectPublicKeyInfo = publicKeyInfo(request.publicKey);
  certificate.extensions = extensions();
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

function fillName(subject: RelativeDistinguishedNames, { name, organisation }: CertificateRequest): void {
  const part = (type: string, text: string) =>
    new AttributeTypeAndValue({ type, value: new Utf8String({ value: [...text].slice(0, MAX_NAME).join('') }) });
  if (organisation !== '') {
    subject.typesAndValues.push(part(ORGANISATION, organisation));
  }
  subject.typesAndValues.push(part(COMMON_NAME, name));
}

/** RFC 5280 section 4.1.2.5: UTCTime until 2049, GeneralizedTime after. */
function timeOf(date: Date): Time {
  return new Time({ type: date.getUTCFullYear() < 2050 ? 0 : 1, value: date });
}

function yearsLater(date: Date): Date {
  const later = new Date(date.getTime());
  later.setUTCFullYear(date.getUTCFullYear() + VALID_YEARS);
  return later;
}

function publicKeyInfo(publicKey: KeyObject): PublicKeyInfo {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return new PublicKeyInfo({ schema: fromBER(toArrayBuffer(der)).result });
}

function extensions(): Extension[] {
  const usage = new BitString({ valueHex: toArrayBuffer(USAGE_BITS), unusedBits: 6 });
  const purposes = new ExtKeyUsage({ keyPurposes: [EMAIL_PROTECTION, DOCUMENT_SIGNING] });
  const constraints = new BasicConstraints({ cA: false });
  return [
    new Extension({ extnID: BASIC_CONSTRAINTS, critical: true, extnValue: constraints.toSchema().toBER() }),
    new Extension({ extnID: KEY_USAGE, critical: true, extnValue: usage.toBER() }),
    new Extension({ extnID: EXTENDED_KEY_USAGE, critical: false, extnValue: purposes.toSchema().toBER() }),
  ];
}

/** A buffer of its own: Node's small buffers share one. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

export function octets(bytes: Uint8Array): OctetString {
  return new OctetString({ valueHex: toArrayBuffer(bytes) });
}

export function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
