/**
 * Reads signed data as mail programs write it (CMS, RFC 5652 section 5; S/MIME, RFC 8551): any number of signers and
 * certificates, BER where the standard allows it. Nothing is verified here.
 */
import type { Span } from '../../email/types';
import { berMembers, berOctets, readBer } from '../../packet-format/ber';
import { asSet } from '../../packet-format/cms-signature';
import { DER, type DerNode, equalBytes, hexOf, isOid, oidOf, timeOf, wholeElement } from '../../packet-format/der';
import { type DigestName, digestNamed } from '../../packet-format/timestamp/identifiers';
import type { FactAt } from './fact-at';
import { readSignerCertificate, type SignerCertificate } from './signer-certificate';

export interface CmsSignedData {
  /** The content, where it lies inside of the signature; undefined where it stands beside it. */
  readonly content: Uint8Array | undefined;
  readonly signers: readonly CmsSigner[];
}

/** Places are those of the bytes that were read. */
export interface CmsSigner {
  readonly span: Span;
  /** `SHA-256`; the identifier in hexadecimal where it is not known here. */
  readonly hash: string;
  /** Undefined where it is not computed here. */
  readonly digest: DigestName | undefined;
  /** What the signed attributes say; undefined where they do not. */
  readonly messageDigest: Uint8Array | undefined;
  readonly signedAt: FactAt<number> | undefined;
  /** The attributes as they were hashed (section 5.4); undefined where the content alone is signed, or they are not DER. */
  readonly signedBytes: Uint8Array | undefined;
  /** Whether it has signed attributes; else the content alone is signed. */
  readonly hasAttributes: boolean;
  /** AlgorithmIdentifier of the signature. */
  readonly algorithm: Uint8Array;
  readonly signature: Uint8Array;
  /** The signer's, where it came with the signature and can be read. */
  readonly certificate: SignerCertificate | undefined;
  /** Names the signer's certificate: SignerIdentifier as it is encoded. */
  readonly identifier: Uint8Array;
  /** Every certificate in the signature, as far as they are read; the signer's among them, where it came. */
  readonly companions: readonly Uint8Array[];
}

const OID = {
  signedData: '2a864886f70d010702',
  messageDigest: '2a864886f70d010904',
  signingTime: '2a864886f70d010905',
} as const;

const HASH_NAMES: Readonly<Record<DigestName, string>> = {
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/** Named, and not computed here. */
const OTHER_HASHES: ReadonlyMap<string, string> = new Map([
  ['2a864886f70d0205', 'MD5'],
  ['608648016503040204', 'SHA-224'],
]);

const MAX_SIGNERS = 5;
const MAX_CERTIFICATES = 16;
const REVOCATION_LISTS = 0xa1;
const KEY_IDENTIFIER = 0x80;

/** Undefined where the bytes are no signed data, such as an encrypted message. */
export function readSignedData(bytes: Uint8Array): CmsSignedData | undefined {
  const [type, wrapped] = berMembers(readBer(bytes)[0], DER.sequence);
  const [signedData] = berMembers(wrapped, DER.context0);
  const [version, digests, encapsulated, ...rest] = berMembers(signedData, DER.sequence);
  if (!isOid(type, OID.signedData) || version?.tag !== DER.integer || digests?.tag !== DER.set) return undefined;
  const place = (node: DerNode): Span => {
    const start = node.raw.byteOffset - bytes.byteOffset;
    return { start, end: start + node.raw.length };
  };
  const held = rest.filter(({ tag }) => tag === DER.context0).flatMap(({ content }) => readBer(content));
  const companions = held.slice(0, MAX_CERTIFICATES);
  const certificates = companions.flatMap((node) => readSignerCertificate(node, place) ?? []);
  const signers = rest.find(({ tag }) => tag !== DER.context0 && tag !== REVOCATION_LISTS);
  const [, content] = berMembers(encapsulated, DER.sequence);
  return {
    content: berOctets(berMembers(content, DER.context0)[0]),
    signers: berMembers(signers, DER.set)
      .slice(0, MAX_SIGNERS)
      .flatMap((node) => readSigner(node, certificates, place) ?? [])
      .map((signer) => ({ ...signer, companions: companions.map(({ raw }) => raw) })),
  };
}

function readSigner(
  node: DerNode,
  certificates: readonly SignerCertificate[],
  place: (node: DerNode) => Span,
): Omit<CmsSigner, 'companions'> | undefined {
  const [version, identifier, digestAlgorithm, ...rest] = berMembers(node, DER.sequence);
  const attributes = rest[0]?.tag === DER.context0 ? rest[0] : undefined;
  const [algorithm, signature] = attributes === undefined ? rest : rest.slice(1);
  const value = berOctets(signature);
  if (version?.tag !== DER.integer || identifier === undefined || value === undefined) return undefined;
  const oid = oidOf(berMembers(digestAlgorithm, DER.sequence)[0]);
  const digest = digestNamed(oid);
  const signedTime = attributeOf(attributes, OID.signingTime);
  const timeMs = timeOf(signedTime);
  return {
    span: place(node),
    hash: digest === undefined ? (OTHER_HASHES.get(oid) ?? oid) : HASH_NAMES[digest],
    digest,
    messageDigest: berOctets(attributeOf(attributes, OID.messageDigest)),
    signedAt:
      signedTime === undefined || timeMs === undefined ? undefined : { value: timeMs, place: place(signedTime) },
    // What is not DER was hashed otherwise.
    signedBytes: attributes === undefined || wholeElement(attributes.raw) === undefined ? undefined : asSet(attributes),
    hasAttributes: attributes !== undefined,
    algorithm: algorithm?.raw ?? new Uint8Array(0),
    signature: value,
    certificate: certificates.find((certificate) => isNamed(identifier, certificate)),
    identifier: identifier.raw,
  };
}

/** The one value of an attribute; undefined where it stands twice or has several (section 11). */
function attributeOf(attributes: DerNode | undefined, oid: string): DerNode | undefined {
  const found = readBer(attributes?.content ?? new Uint8Array(0)).flatMap((attribute) => {
    const [type, values] = berMembers(attribute, DER.sequence);
    return isOid(type, oid) ? [berMembers(values, DER.set)] : [];
  });
  const [values = []] = found;
  return found.length === 1 && values.length === 1 ? values[0] : undefined;
}

type Named = Pick<SignerCertificate, 'issuer' | 'serial' | 'keyIdentifier'>;

/** Whether a signer's identifier, as it is encoded, names the certificate. */
export function namesCertificate(identifier: Uint8Array, certificate: Named): boolean {
  const [node] = readBer(identifier);
  return node !== undefined && isNamed(node, certificate);
}

/** By issuer and serial number, or by the number of the key (section 5.3). */
function isNamed(identifier: DerNode, certificate: Named): boolean {
  if (identifier.tag === KEY_IDENTIFIER) return hexOf(identifier.content) === certificate.keyIdentifier;
  const [issuer, serial] = berMembers(identifier, DER.sequence);
  return issuer !== undefined && serial !== undefined
    ? equalBytes(issuer.raw, certificate.issuer) && hexOf(serial.content) === certificate.serial
    : false;
}
