/** Checking a detached CMS signature: everything but whether the signer is who they say, which is compared by telephone. */
import { createHash, verify, X509Certificate } from 'node:crypto';
import { GeneralizedTime, ObjectIdentifier, OctetString, UTCTime } from 'asn1js';
import { type Attribute, Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';
import { toPem } from '../../../shared/packet-format/pem';
import { toArrayBuffer } from './certificate';
import { certificateKey, fingerprintOf } from './key-pair';
import {
  CONTENT_TYPE,
  DATA,
  ECDSA_WITH_SHA256,
  MESSAGE_DIGEST,
  SHA256,
  SIGNED_DATA,
  SIGNING_CERTIFICATE_V2,
  SIGNING_TIME,
} from './object-identifiers';
import { signedCertificateHash } from './sign-detached';

export interface DetachedVerification {
  readonly ok: boolean;
  /** Who signed, by the certificate in the signature; null when it cannot be read. */
  readonly signer: {
    readonly name: string;
    /** SHA-256 of the public key, hexadecimal. */
    readonly fingerprint: string;
    readonly certificatePem: string;
  } | null;
  /** The signer's own claim, ISO 8601 in UTC; null when there is none. */
  readonly signingTime: string | null;
  /** What was found, in one sentence. */
  readonly detail: string;
}

const MAX_SIGNATURE_BYTES = 1 << 20;

/** What is wrong with a signature, in words. */
class Refusal extends Error {}

/** Verifies `signature` (DER) over `bytes`. Never throws. */
export function verifyDetached(bytes: Uint8Array, signature: Uint8Array): DetachedVerification {
  try {
    return verifyParsed(bytes, parse(signature));
  } catch (error) {
    const detail =
      error instanceof Refusal ? error.message : 'The signature file is damaged: it is not a CMS signature.';
    return { ok: false, signer: null, signingTime: null, detail };
  }
}

interface Parsed {
  readonly signerInfo: SignerInfo;
  readonly certificateDer: Uint8Array;
  /** The signed attributes as they were signed: a SET OF. */
  readonly signedBytes: Uint8Array;
  readonly attributes: ReadonlyMap<string, Attribute>;
}

function parse(signature: Uint8Array): Parsed {
  demand(signature.length <= MAX_SIGNATURE_BYTES, 'The signature file is too large to be a signature of Chainmail.');
  // A copy: the parser writes into the buffer that it is given.
  const content = ContentInfo.fromBER(toArrayBuffer(signature));
  demand(content.contentType === SIGNED_DATA, 'The signature file is not a CMS signature.');
  const signedData = new SignedData({ schema: content.content });
  const [signerInfo, ...more] = signedData.signerInfos;
  demand(signerInfo !== undefined && more.length === 0, 'The signature file does not hold exactly one signature.');
  const certificate = namedCertificate(signedData, signerInfo.sid);
  const { eContentType, eContent } = signedData.encapContentInfo;
  demand(eContentType === DATA && eContent === undefined, 'The signature is not a detached signature over data.');
  demand(signerInfo.signedAttrs !== undefined, 'The signature has no signed attributes.');
  return {
    signerInfo,
    certificateDer: new Uint8Array(certificate.toSchema().toBER()),
    signedBytes: new Uint8Array(signerInfo.signedAttrs.encodedValue),
    attributes: byType(signerInfo.signedAttrs.attributes),
  };
}

function demand(condition: boolean, otherwise: string): asserts condition {
  if (!condition) {
    throw new Refusal(otherwise);
  }
}

/** The signer's certificate among those that the signature holds; the others are those of its issuers. */
function namedCertificate(signedData: SignedData, sid: unknown): Certificate {
  const held = (signedData.certificates ?? []).filter((item) => item instanceof Certificate);
  const certificate = held.find((item) => isNamedBy(item, sid));
  demand(certificate !== undefined, "The signature does not hold the signer's certificate.");
  return certificate;
}

function isNamedBy({ issuer, serialNumber }: Certificate, sid: unknown): boolean {
  return sid instanceof IssuerAndSerialNumber && sid.issuer.isEqual(issuer) && sid.serialNumber.isEqual(serialNumber);
}

function byType(attributes: readonly Attribute[]): ReadonlyMap<string, Attribute> {
  const found = new Map(attributes.map((attribute) => [attribute.type, attribute]));
  const isOnce = found.size === attributes.length && attributes.every(({ values }) => values.length === 1);
  demand(isOnce, 'A signed attribute stands twice in the signature.');
  return found;
}

function verifyParsed(bytes: Uint8Array, parsed: Parsed): DetachedVerification {
  const key = certificateKey(parsed.certificateDer);
  demand(key !== null, "The signer's certificate has no P-256 key; other keys are not accepted.");
  const certificatePem = toPem(parsed.certificateDer);
  const signer = { name: commonName(certificatePem), fingerprint: fingerprintOf(key), certificatePem };
  const signingTime = signingTimeOf(parsed);
  const problem = problemOf(bytes, parsed, (data, signature) =>
    verify('sha256', data, { key, dsaEncoding: 'der' }, signature),
  );
  const detail = problem ?? `The signature fits: the bytes are those that ${signer.name} signed.`;
  return { ok: problem === null, signer, signingTime, detail };
}

type VerifyBytes = (data: Uint8Array, signature: Uint8Array) => boolean;

/** The first thing that is wrong; null when nothing is. */
function problemOf(bytes: Uint8Array, parsed: Parsed, verifyBytes: VerifyBytes): string | null {
  const { signerInfo, signedBytes, certificateDer } = parsed;
  const { digestAlgorithm, signatureAlgorithm, signature } = signerInfo;
  if (digestAlgorithm.algorithmId !== SHA256 || signatureAlgorithm.algorithmId !== ECDSA_WITH_SHA256) {
    return 'The signature uses other algorithms than SHA-256 with ECDSA.';
  }
  const contentType = attributeValue(parsed, CONTENT_TYPE);
  if (!(contentType instanceof ObjectIdentifier) || contentType.valueBlock.toString() !== DATA) {
    return 'The signature does not say that it covers data.';
  }
  if (!equals(octetsOf(attributeValue(parsed, MESSAGE_DIGEST)), sha256(bytes))) {
    return 'The content was changed: its SHA-256 is not the one that was signed.';
  }
  if (!equals(signedCertificateHash(attributeValue(parsed, SIGNING_CERTIFICATE_V2)), sha256(certificateDer))) {
    return "The certificate in the signature is not the one that the signer's signature names.";
  }
  return verifyBytes(signedBytes, signature.valueBlock.valueHexView)
    ? null
    : "The signature was not made with the key of the signer's certificate, or it was changed.";
}

function attributeValue(parsed: Parsed, type: string): unknown {
  return parsed.attributes.get(type)?.values[0];
}

function octetsOf(value: unknown): Uint8Array | null {
  return value instanceof OctetString ? value.valueBlock.valueHexView : null;
}

function equals(found: Uint8Array | null, expected: Buffer): boolean {
  return found !== null && expected.equals(found);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function signingTimeOf(parsed: Parsed): string | null {
  const value = attributeValue(parsed, SIGNING_TIME);
  if (!(value instanceof UTCTime || value instanceof GeneralizedTime)) {
    return null;
  }
  const date = value.toDate();
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** The subject's name as the certificate has it; line ends in it do not forge a second line. */
function commonName(certificatePem: string): string {
  const subject = new X509Certificate(certificatePem).toLegacyObject().subject.CN;
  const name = Array.isArray(subject) ? subject.join(', ') : subject;
  return (name ?? '').replace(/\p{Cc}/gu, ' ');
}
