/**
 * Reads what a chain of certificates is judged by: names, validity, key, uses, signature (X.509, RFC 5280 section 4.1).
 *
 * Pure, so that a packet's own verification page reads the same. Only DER is taken; an extension that stands twice, or a
 * field that is not where the standard puts it, makes the whole certificate unreadable.
 */
import { DER, type DerNode, equalBytes, hexOf, isOid, membersOf, onlyMember, readDer, timeOf, wholeBits } from './der';

export interface CertificateFields {
  readonly der: Uint8Array;
  /** Hexadecimal. */
  readonly serial: string;
  /** Names as they are encoded: compared byte by byte (RFC 5280 section 7.1 allows more; issuers copy). */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** The subject's common name, or what stands for one; for sentences. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  /** Whether it may issue certificates: basic constraints and, where given, key usage (sections 4.2.1.3, 4.2.1.9). */
  readonly isAuthority: boolean;
  /** How many authorities may stand below it; null without limit. */
  readonly pathLength: number | null;
  /** Whether its key may sign documents: digitalSignature or nonRepudiation, or no key usage given. */
  readonly maySign: boolean;
  /** False where a critical extension says what this code does not read, such as name constraints. */
  readonly isUnderstood: boolean;
  readonly signature: IssuerSignature;
}

/** What an issuer signed, and how: of a certificate or of a list of revoked ones. */
export interface IssuerSignature {
  readonly signedBytes: Uint8Array;
  /** Algorithm's object identifier, its DER contents in hexadecimal. */
  readonly algorithm: string;
  readonly value: Uint8Array;
}

const OID = {
  commonName: '550403',
  organisation: '55040a',
  keyUsage: '551d0f',
  basicConstraints: '551d13',
} as const;

/** The fields of one certificate, DER; undefined when it is not one. */
export function readCertificate(der: Uint8Array): CertificateFields | undefined {
  const [certificate, ...surplus] = readDer(der) ?? [];
  const [toBeSigned] = membersOf(certificate, DER.sequence) ?? [];
  const [version, serial, algorithm, issuer, validity, subject, key, ...rest] =
    membersOf(toBeSigned, DER.sequence) ?? [];
  const signature = issuerSignature(certificate, algorithm);
  const extensions = readExtensions(rest.find(({ tag }) => tag === DER.context3));
  const [notBefore, notAfter] = (membersOf(validity, DER.sequence) ?? []).map(timeOf);
  const isWhole =
    surplus.length === 0 &&
    onlyMember(version, DER.context0)?.content[0] === 2 &&
    serial?.tag === DER.integer &&
    issuer?.tag === DER.sequence &&
    subject?.tag === DER.sequence &&
    key?.tag === DER.sequence;
  if (!isWhole || signature === undefined || extensions === undefined || notBefore === undefined) {
    return undefined;
  }
  return notAfter === undefined
    ? undefined
    : {
        der,
        serial: hexOf(serial.content),
        issuer: issuer.raw,
        subject: subject.raw,
        name: nameOf(subject),
        notBefore,
        notAfter,
        publicKey: key.raw,
        ...usesOf(extensions),
        signature,
      };
}

/** The outer SEQUENCE of three: what was signed, the algorithm, the signature; the algorithm stands inside again. */
export function issuerSignature(outer: DerNode | undefined, inner: DerNode | undefined): IssuerSignature | undefined {
  const [toBeSigned, algorithm, bits, ...surplus] = membersOf(outer, DER.sequence) ?? [];
  const [oid] = membersOf(algorithm, DER.sequence) ?? [];
  const value = wholeBits(bits);
  const isWhole = surplus.length === 0 && oid?.tag === DER.oid && inner !== undefined && algorithm !== undefined;
  return isWhole && toBeSigned !== undefined && value !== undefined && equalBytes(inner.raw, algorithm.raw)
    ? { signedBytes: toBeSigned.raw, algorithm: hexOf(oid.content), value }
    : undefined;
}

export interface CertificateExtension {
  readonly value: Uint8Array;
  /** Whoever does not know the extension must not accept what carries it (section 4.2). */
  readonly isCritical: boolean;
}

/** By object identifier; undefined when they are malformed or one stands twice. */
export function readExtensions(wrapper: DerNode | undefined): ReadonlyMap<string, CertificateExtension> | undefined {
  const found = new Map<string, CertificateExtension>();
  if (wrapper === undefined) {
    return found;
  }
  const list = membersOf(onlyMember(wrapper, wrapper.tag), DER.sequence);
  for (const extension of list ?? []) {
    const members = membersOf(extension, DER.sequence) ?? [];
    const [type, flag] = members;
    const value = members.at(-1);
    if (type?.tag !== DER.oid || value?.tag !== DER.octets || found.has(hexOf(type.content))) {
      return undefined;
    }
    const isCritical = flag?.tag === DER.boolean && flag.content[0] !== 0;
    found.set(hexOf(type.content), { value: value.content, isCritical });
  }
  return list === undefined ? undefined : found;
}

type Uses = Pick<CertificateFields, 'isAuthority' | 'pathLength' | 'maySign' | 'isUnderstood'>;

function usesOf(extensions: ReadonlyMap<string, CertificateExtension>): Uses {
  const [constraints] = readDer(extensions.get(OID.basicConstraints)?.value ?? new Uint8Array()) ?? [];
  const [authority, length] = membersOf(constraints, DER.sequence) ?? [];
  const isMarked = authority?.tag === DER.boolean && authority.content[0] === 0xff;
  const usage = extensions.get(OID.keyUsage)?.value;
  const bits = usage === undefined ? undefined : (readDer(usage)?.[0]?.content[1] ?? 0);
  return {
    isAuthority: isMarked && (bits === undefined || (bits & KEY_CERT_SIGN) !== 0),
    pathLength: isMarked && length?.tag === DER.integer ? (length.content[0] ?? 0) : null,
    maySign: bits === undefined || (bits & (DIGITAL_SIGNATURE | NON_REPUDIATION)) !== 0,
    isUnderstood: [...extensions].every(([oid, { isCritical }]) => !isCritical || KNOWN.has(oid)),
  };
}

/** Read here, or binding nobody who reads a signature: other names, purposes, policies. */
const KNOWN: ReadonlySet<string> = new Set([OID.keyUsage, OID.basicConstraints, '551d11', '551d25', '551d20']);
const DIGITAL_SIGNATURE = 0x80;
const NON_REPUDIATION = 0x40;
const KEY_CERT_SIGN = 0x04;

/** The common name in an encoded name, or what stands for one. */
export function nameOf(subject: DerNode): string {
  const parts = (membersOf(subject, DER.sequence) ?? []).flatMap((set) => membersOf(set, DER.set) ?? []);
  const partOf = (oid: string) => {
    for (const part of parts) {
      const [type, value] = membersOf(part, DER.sequence) ?? [];
      if (isOid(type, oid) && value !== undefined) {
        return textOf(value);
      }
    }
    return undefined;
  };
  return partOf(OID.commonName) ?? partOf(OID.organisation) ?? '';
}

const BMP_STRING = 0x1e;

/** The string kinds of X.520: UTF-8 and its subsets, or two bytes a character. */
function textOf({ tag, content }: DerNode): string {
  if (tag !== BMP_STRING) {
    return new TextDecoder('utf-8').decode(content);
  }
  let text = '';
  for (let at = 0; at + 1 < content.length; at += 2) {
    text += String.fromCharCode(((content[at] ?? 0) << 8) | (content[at + 1] ?? 0));
  }
  return text;
}
