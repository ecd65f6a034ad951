/**
 * Reads a time stamp token: CMS SignedData over a TSTInfo with one signer (RFC 3161 section 2.4.2, RFC 5652 section 5).
 *
 * Foreign software writes it, so more forms are taken than of our own signatures: other digests, RSA, attributes that are
 * not known here. What is not signed (further certificates, lists of revoked ones, attributes beside) is passed over.
 */
import { DER, type DerNode, hexOf, membersOf, oidOf, onlyMember, readDer } from '../der';
import { type DigestName, digestNamed, TIMESTAMP_OID } from './identifiers';
import { signedDataIn } from './response';
import { readTstInfo, type TstInfo } from './tst-info';

/** How a signer names their own certificate under the signature: by its hash. */
export interface CertificateHash {
  readonly digest: DigestName;
  readonly value: Uint8Array;
}

export interface TimestampToken {
  readonly info: TstInfo;
  /** The statement's bytes, over which `messageDigest` is. */
  readonly infoBytes: Uint8Array;
  /** Certificates that came with it, DER. */
  readonly certificates: readonly Uint8Array[];
  readonly digest: DigestName;
  readonly messageDigest: Uint8Array;
  readonly certificateHash: CertificateHash;
  /** The signed attributes as a SET OF (RFC 5652 section 5.4). */
  readonly signedBytes: Uint8Array;
  /** Identifier of the signature's algorithm, its contents in hexadecimal. */
  readonly algorithm: string;
  readonly signature: Uint8Array;
}

const CRLS = 0xa1;
const MAX_CERTIFICATES = 16;

/** The token's parts; undefined when it is not one. Never throws. */
export function readToken(bytes: Uint8Array): TimestampToken | undefined {
  const [version, digests, content, ...rest] = membersOf(signedDataIn(bytes), DER.sequence) ?? [];
  const infoBytes = statementIn(content);
  const info = infoBytes === undefined ? undefined : readTstInfo(infoBytes);
  const certificates = rest[0]?.tag === DER.context0 ? rest[0] : undefined;
  const after = rest.slice(certificates === undefined ? 0 : 1);
  const [signers, ...surplus] = after[0]?.tag === CRLS ? after.slice(1) : after;
  const held = certificates === undefined ? [] : readDer(certificates.content);
  const isWhole = version?.tag === DER.integer && digests?.tag === DER.set && surplus.length === 0;
  const signer = readSigner(onlyMember(signers, DER.set));
  if (!isWhole || infoBytes === undefined || info === undefined || held === undefined || signer === undefined) {
    return undefined;
  }
  return held.length > MAX_CERTIFICATES
    ? undefined
    : { info, infoBytes, certificates: held.filter(isCertificate).map(({ raw }) => raw), ...signer };
}

/** Not an attribute certificate, which has a tag of its own (RFC 5652 section 10.2.2). */
function isCertificate({ tag }: DerNode): boolean {
  return tag === DER.sequence;
}

function statementIn(content: DerNode | undefined): Uint8Array | undefined {
  const [type, wrapped, ...surplus] = membersOf(content, DER.sequence) ?? [];
  const octets = onlyMember(wrapped, DER.context0);
  return oidOf(type) === TIMESTAMP_OID.tstInfo && surplus.length === 0 && octets?.tag === DER.octets
    ? octets.content
    : undefined;
}

type Signer = Omit<TimestampToken, 'info' | 'infoBytes' | 'certificates'>;

function readSigner(node: DerNode | undefined): Signer | undefined {
  const [version, identifier, digest, attributes, algorithm, signature] = membersOf(node, DER.sequence) ?? [];
  const digestName = digestNamed(oidOf(membersOf(digest, DER.sequence)?.[0]));
  const signed = attributes === undefined ? undefined : readAttributes(attributes);
  const isWhole = version?.tag === DER.integer && identifier !== undefined && signature?.tag === DER.octets;
  if (!isWhole || digestName === undefined || digestName === 'sha1' || signed === undefined) {
    return undefined;
  }
  const signedBytes = Uint8Array.from(attributes?.raw ?? []);
  // The [0] of the message becomes the SET OF that was hashed: only the tag differs.
  signedBytes[0] = DER.set;
  return {
    ...signed,
    digest: digestName,
    signedBytes,
    algorithm: oidOf(membersOf(algorithm, DER.sequence)?.[0]),
    signature: signature.content,
  };
}

function readAttributes(node: DerNode): Pick<Signer, 'messageDigest' | 'certificateHash'> | undefined {
  const values = new Map<string, DerNode | undefined>();
  for (const attribute of membersOf(node, DER.context0) ?? []) {
    const [type, set, ...surplus] = membersOf(attribute, DER.sequence) ?? [];
    if (type?.tag !== DER.oid || surplus.length > 0 || values.has(hexOf(type.content))) {
      return undefined;
    }
    values.set(hexOf(type.content), onlyMember(set, DER.set));
  }
  const messageDigest = values.get(TIMESTAMP_OID.messageDigest);
  const certificateHash = certificateHashIn(values);
  const isStatement = oidOf(values.get(TIMESTAMP_OID.contentType)) === TIMESTAMP_OID.tstInfo;
  return isStatement && messageDigest?.tag === DER.octets && certificateHash !== undefined
    ? { messageDigest: messageDigest.content, certificateHash }
    : undefined;
}

/** The first entry names the signer's own certificate (RFC 2634 section 5.4, RFC 5035 section 3); the newer form counts. */
function certificateHashIn(values: ReadonlyMap<string, DerNode | undefined>): CertificateHash | undefined {
  const newer = values.get(TIMESTAMP_OID.signingCertificateV2);
  const list = membersOf(newer ?? values.get(TIMESTAMP_OID.signingCertificate), DER.sequence)?.[0];
  const [own] = membersOf(list, DER.sequence) ?? [];
  const [first, second] = membersOf(own, DER.sequence) ?? [];
  const isNamed = newer !== undefined && first?.tag === DER.sequence;
  const named = isNamed ? digestNamed(oidOf(membersOf(first, DER.sequence)?.[0])) : undefined;
  const usual: DigestName = newer === undefined ? 'sha1' : 'sha256';
  const digest = isNamed ? named : usual;
  const hash = isNamed ? second : first;
  return digest !== undefined && hash?.tag === DER.octets ? { digest, value: hash.content } : undefined;
}
