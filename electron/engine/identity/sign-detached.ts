import { createHash, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { Set as Asn1Set, GeneralizedTime, ObjectIdentifier, OctetString, Sequence, UTCTime } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { octets, toArrayBuffer } from './certificate';
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

export interface DetachedRequest {
  readonly bytes: Uint8Array;
  readonly privateKey: KeyObject;
  readonly certificatePem: string;
  /** Carried along, so that a verifier needs nothing but the root. */
  readonly issuersPem: readonly string[];
  /** Null leaves the attribute out: a PDF states the time elsewhere (ETSI EN 319 142-1 section 6.3). */
  readonly signingTime: Date | null;
}

/**
 * A detached signature: CMS SignedData (RFC 5652) with the signed attributes of CAdES-BES, DER.
 *
 * Checked from outside with `openssl cms -verify -binary -inform DER -content FILE -CAfile ROOT -purpose any [-cades]`.
 */
export function signDetached(request: DetachedRequest): Uint8Array {
  const certificateDer = new X509Certificate(request.certificatePem).raw;
  const attributes = signedAttributes(request, certificateDer);
  const signature = sign('sha256', setOf(attributes), request.privateKey);
  const certificate = Certificate.fromBER(toArrayBuffer(certificateDer));
  const signerInfo = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: [...attributes] }),
    signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: ECDSA_WITH_SHA256 }),
    signature: octets(signature),
  });
  return wrap(
    signerInfo,
    certificateSet([certificateDer, ...request.issuersPem.map((pem) => new X509Certificate(pem).raw)]),
  );
}

/** In the order of their encodings, as DER wants a SET OF. */
function certificateSet(ders: readonly Uint8Array[]): Certificate[] {
  return [...ders].sort(Buffer.compare).map((der) => Certificate.fromBER(toArrayBuffer(der)));
}

function wrap(signerInfo: SignerInfo, certificates: Certificate[]): Uint8Array {
  const signedData = new SignedData({
    version: 1,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: SHA256 })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: DATA }),
    certificates,
    signerInfos: [signerInfo],
  });
  const content = new ContentInfo({ contentType: SIGNED_DATA, content: signedData.toSchema(true) });
  return new Uint8Array(content.toSchema().toBER());
}

/** In the order of their encodings, as DER wants a SET OF; verifiers hash them in that order. */
function signedAttributes({ bytes, signingTime }: DetachedRequest, certificateDer: Uint8Array): readonly Attribute[] {
  const digest = createHash('sha256').update(bytes).digest();
  const attributes = [
    new Attribute({ type: CONTENT_TYPE, values: [new ObjectIdentifier({ value: DATA })] }),
    ...(signingTime === null ? [] : [new Attribute({ type: SIGNING_TIME, values: [timeValue(signingTime)] })]),
    new Attribute({ type: MESSAGE_DIGEST, values: [octets(digest)] }),
    new Attribute({ type: SIGNING_CERTIFICATE_V2, values: [signingCertificate(certificateDer)] }),
  ];
  return attributes
    .map((attribute) => ({ attribute, der: encoding(attribute) }))
    .sort((a, b) => Buffer.compare(a.der, b.der))
    .map(({ attribute }) => attribute);
}

function encoding(attribute: Attribute): Buffer {
  return Buffer.from(attribute.toSchema().toBER());
}

/** RFC 5652 section 5.4: what is signed is the SET OF encoding, not the [0] that stands in the message. */
function setOf(attributes: readonly Attribute[]): Uint8Array {
  return new Uint8Array(new Asn1Set({ value: attributes.map((attribute) => attribute.toSchema()) }).toBER());
}

/** RFC 5652 section 11.3: UTCTime until 2049, GeneralizedTime after; whole seconds. */
function timeValue(time: Date): UTCTime | GeneralizedTime {
  const valueDate = new Date(Math.trunc(time.getTime() / 1000) * 1000);
  return valueDate.getUTCFullYear() < 2050 ? new UTCTime({ valueDate }) : new GeneralizedTime({ valueDate });
}

/** ESSCertIDv2 (RFC 5035) with its default hash, SHA-256: binds the signature to this one certificate. */
function signingCertificate(certificateDer: Uint8Array): Sequence {
  const hash = octets(createHash('sha256').update(certificateDer).digest());
  return new Sequence({ value: [new Sequence({ value: [new Sequence({ value: [hash] })] })] });
}

/** The SEQUENCE's first certificate hash; null when it is not of the form above. */
export function signedCertificateHash(value: unknown): Uint8Array | null {
  const list = firstMember(value);
  const hash = firstMember(firstMember(list));
  return hash instanceof OctetString ? hash.valueBlock.valueHexView : null;
}

function firstMember(value: unknown): unknown {
  return value instanceof Sequence ? value.valueBlock.value[0] : undefined;
}
