/**
 * Reads the packet's detached signature: CMS SignedData (RFC 5652) in the one form that this program writes.
 *
 * One signer, their certificate and those of its issuers, SHA-256 with ECDSA on P-256, attributes of CAdES-BES (ETSI EN
 * 319 122-1 section 5). Every byte is either fixed, or covered by the signature, or compared with the certificates in the
 * packet, so that no byte of the file can be changed unnoticed. Pure: the caller brings the hash and the check of the
 * signature.
 */
import {
  compareBytes,
  DER,
  type DerNode,
  equalBytes,
  hexOf,
  isOid,
  membersOf,
  onlyMember,
  readDer,
  timeOf,
} from './der';

export interface CmsSignature {
  /** The signer's certificate, DER. */
  readonly certificate: Uint8Array;
  /** Every certificate in the signature, the signer's among them, in the order of their bytes (DER SET OF). */
  readonly certificates: readonly Uint8Array[];
  /** What was signed: the attributes as a SET OF (RFC 5652 section 5.4). */
  readonly signedBytes: Uint8Array;
  /** The ECDSA signature, DER. */
  readonly signature: Uint8Array;
  /** SHA-256 of the content, as signed. */
  readonly messageDigest: Uint8Array;
  /** SHA-256 of the certificate, as signed (RFC 5035 signing-certificate-v2). */
  readonly certificateHash: Uint8Array;
  /** The signer's own claim, milliseconds since 1970; undefined when there is none. */
  readonly signingTime: number | undefined;
}

/** Object identifiers, as their DER contents in hexadecimal. */
const OID = {
  data: '2a864886f70d010701',
  signedData: '2a864886f70d010702',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  signingTime: '2a864886f70d010905',
  signingCertificate: '2a864886f70d010910022f',
  sha256: '608648016503040201',
  ecdsaSha256: '2a8648ce3d040302',
} as const;

/** A laboratory's chain has two, an agency's some more. */
const MAX_CERTIFICATES = 8;

/** The signature's parts; undefined when it is not in the accepted form. */
export function readCms(bytes: Uint8Array): CmsSignature | undefined {
  const [contentInfo, ...extra] = readDer(bytes) ?? [];
  const [type, wrapped, ...more] = membersOf(contentInfo, DER.sequence) ?? [];
  const [signedData, ...rest] = membersOf(wrapped, DER.context0) ?? [];
  if (extra.length + more.length + rest.length > 0 || !isOid(type, OID.signedData)) {
    return undefined;
  }
  const [version, digests, content, certificates, signers, ...surplus] = membersOf(signedData, DER.sequence) ?? [];
  const held = ascending(membersOf(certificates, DER.context0) ?? []);
  const signer = onlyMember(signers, DER.set);
  const isFixed =
    surplus.length === 0 &&
    isInteger(version, 1) &&
    isAlgorithm(onlyMember(digests, DER.set), OID.sha256) &&
    isOid(onlyMember(content, DER.sequence), OID.data);
  return isFixed && held !== undefined ? readSigner(signer, held) : undefined;
}

/** A SET OF stands in the order of its encodings, none of them twice (X.690 section 11.6). */
function ascending(nodes: readonly DerNode[]): readonly DerNode[] | undefined {
  const isInOrder = nodes.every((node, index) => {
    const before = nodes[index - 1];
    return before === undefined || compareBytes(before.raw, node.raw) < 0;
  });
  return isInOrder && nodes.length > 0 && nodes.length <= MAX_CERTIFICATES ? nodes : undefined;
}

function readSigner(signer: DerNode | undefined, held: readonly DerNode[]): CmsSignature | undefined {
  const members = membersOf(signer, DER.sequence) ?? [];
  const [version, identifier, digest, attributes, algorithm, signature, ...surplus] = members;
  const certificate = held.find((node) => namesCertificate(identifier, node));
  const isFixed =
    surplus.length === 0 &&
    isInteger(version, 1) &&
    isAlgorithm(digest, OID.sha256) &&
    isAlgorithm(algorithm, OID.ecdsaSha256);
  if (!isFixed || certificate === undefined || attributes?.tag !== DER.context0 || signature?.tag !== DER.octets) {
    return undefined;
  }
  const signed = readAttributes(attributes);
  return signed === undefined
    ? undefined
    : {
        ...signed,
        certificate: certificate.raw,
        certificates: held.map(({ raw }) => raw),
        signedBytes: asSet(attributes),
        signature: signature.content,
      };
}

/** The [0] of the message becomes the SET OF that was hashed: only the tag differs. */
export function asSet(attributes: DerNode): Uint8Array {
  const bytes = Uint8Array.from(attributes.raw);
  bytes[0] = DER.set;
  return bytes;
}

type SignedFacts = Pick<CmsSignature, 'messageDigest' | 'certificateHash' | 'signingTime'>;

function readAttributes(attributes: DerNode): SignedFacts | undefined {
  const values = new Map<string, DerNode>();
  for (const attribute of readDer(attributes.content) ?? []) {
    const [type, set, ...surplus] = membersOf(attribute, DER.sequence) ?? [];
    const value = onlyMember(set, DER.set);
    if (type?.tag !== DER.oid || value === undefined || surplus.length > 0 || values.has(hexOf(type.content))) {
      return undefined;
    }
    values.set(hexOf(type.content), value);
  }
  const digest = values.get(OID.messageDigest);
  const hash = certificateHashOf(values.get(OID.signingCertificate));
  return digest?.tag === DER.octets && isOid(values.get(OID.contentType), OID.data) && hash !== undefined
    ? { messageDigest: digest.content, certificateHash: hash, signingTime: timeOf(values.get(OID.signingTime)) }
    : undefined;
}

/** SigningCertificateV2 with one certificate and the default hash, SHA-256 (RFC 5035 section 3). */
function certificateHashOf(value: DerNode | undefined): Uint8Array | undefined {
  const list = onlyMember(value, DER.sequence);
  const identifier = onlyMember(list, DER.sequence);
  const [hash] = membersOf(identifier, DER.sequence) ?? [];
  return hash?.tag === DER.octets ? hash.content : undefined;
}

/** Whether issuer and serial number are those of the certificate (RFC 5280 section 4.1). */
function namesCertificate(identifier: DerNode | undefined, certificate: DerNode): boolean {
  const [issuer, serial, ...surplus] = membersOf(identifier, DER.sequence) ?? [];
  const [toBeSigned] = membersOf(certificate, DER.sequence) ?? [];
  const fields = membersOf(toBeSigned, DER.sequence) ?? [];
  const [ownSerial, , ownIssuer] = fields[0]?.tag === DER.context0 ? fields.slice(1) : fields;
  return (
    surplus.length === 0 &&
    issuer !== undefined &&
    serial !== undefined &&
    ownIssuer !== undefined &&
    ownSerial !== undefined &&
    equalBytes(issuer.raw, ownIssuer.raw) &&
    equalBytes(serial.raw, ownSerial.raw)
  );
}

function isInteger(node: DerNode | undefined, value: number): boolean {
  return node?.tag === DER.integer && node.content.length === 1 && node.content[0] === value;
}

/** An algorithm without parameters, or with the NULL that some writers put (RFC 5754 section 2). */
function isAlgorithm(node: DerNode | undefined, oid: string): boolean {
  const [identifier, parameters, ...surplus] = membersOf(node, DER.sequence) ?? [];
  const isPlain = parameters === undefined || (parameters.tag === DER.nothing && parameters.content.length === 0);
  return isOid(identifier, oid) && isPlain && surplus.length === 0;
}
