/** Certificate requests (PKCS #10, RFC 2986): how an examiner's key gets a certificate without ever leaving its owner. */
import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { BitString } from 'asn1js';
import { AlgorithmIdentifier, CertificationRequest } from 'pkijs';
import { FailureError } from '../../../shared/contract/failure';
import { DER, membersOf, readDer, wholeBits } from '../../../shared/packet-format/der';
import { pemBlocks, toPem } from '../../../shared/packet-format/pem';
import { requestSentences } from '../../../shared/wording/identity';
import { nameOf, publicKeyInfo, type Subject, subjectOf, toArrayBuffer } from './certificate';
import { isP256 } from './key-pair';
import { ECDSA_WITH_SHA256 } from './object-identifiers';

const LABEL = 'CERTIFICATE REQUEST';
/** As older programs call it (RFC 7468 section 7). */
const OLD_LABEL = 'NEW CERTIFICATE REQUEST';

/** A request for a key, signed with it, PEM. */
export function makeRequest(subject: Subject, publicKey: KeyObject, privateKey: KeyObject): string {
  const request = new CertificationRequest({
    version: 0,
    subject: nameOf(subject),
    subjectPublicKeyInfo: publicKeyInfo(publicKey),
    attributes: [],
    signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: ECDSA_WITH_SHA256 }),
  });
  const [toBeSigned] = request.toSchema(true).valueBlock.value;
  const signature = sign('sha256', new Uint8Array(toBeSigned?.toBER() ?? new ArrayBuffer()), privateKey);
  request.signatureValue = new BitString({ valueHex: toArrayBuffer(signature) });
  return toPem(new Uint8Array(request.toSchema(true).toBER()), LABEL);
}

export interface ReadRequest extends Subject {
  readonly publicKey: KeyObject;
}

/**
 * Whom a request is for, and the key that it proves to hold. Extensions that it asks for are not granted.
 *
 * @throws FailureError `unreadable-input`
 */
export function readRequest(text: string): ReadRequest {
  const [der, ...more] = pemBlocks(text, text.includes(OLD_LABEL) ? OLD_LABEL : LABEL) ?? [];
  const request = der === undefined || more.length > 0 ? undefined : parse(der);
  if (request === undefined) {
    throw refused(requestSentences.notRequest);
  }
  const publicKey = keyOf(request);
  if (publicKey === undefined || request.signatureAlgorithm.algorithmId !== ECDSA_WITH_SHA256) {
    throw refused(requestSentences.otherKind);
  }
  if (!isProven(request, publicKey)) {
    throw refused(requestSentences.notProven);
  }
  const subject = subjectOf(request.subject);
  if (subject.name.trim() === '') {
    throw refused(requestSentences.nameless);
  }
  return { ...subject, publicKey };
}

function parse(der: Uint8Array): CertificationRequest | undefined {
  // The library passes over what it does not need; nothing may stand outside of what is signed.
  const [request, ...surplus] = readDer(der) ?? [];
  const [, algorithm, signature, ...more] = membersOf(request, DER.sequence) ?? [];
  if (surplus.length + more.length > 0 || !membersOf(algorithm, DER.sequence) || !wholeBits(signature)) {
    return undefined;
  }
  try {
    return CertificationRequest.fromBER(toArrayBuffer(der));
  } catch {
    // Not a request.
    return undefined;
  }
}

function keyOf(request: CertificationRequest): KeyObject | undefined {
  try {
    const der = Buffer.from(request.subjectPublicKeyInfo.toSchema().toBER());
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return isP256(key) ? key : undefined;
  } catch {
    // A kind of key that this system does not know.
    return undefined;
  }
}

function isProven(request: CertificationRequest, publicKey: KeyObject): boolean {
  try {
    return verify('sha256', request.tbsView, publicKey, request.signatureValue.valueBlock.valueHexView);
  } catch {
    // A signature that is not DER.
    return false;
  }
}

function refused(sentence: string): FailureError {
  return new FailureError('unreadable-input', sentence);
}
