/** Reads a list of revoked certificates (X.509 CRL version 2, RFC 5280 section 5). Pure; the signature is the caller's to check. */
import { type IssuerSignature, issuerSignature, readExtensions } from './certificate-fields';
import { DER, type DerNode, hexOf, membersOf, readDer, timeOf } from './der';

export interface Revocation {
  /** Of the certificate, hexadecimal. */
  readonly serial: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Number of the reason (section 5.3.1); 0 where none is given. */
  readonly reason: number;
}

export interface RevocationList {
  /** The issuer's name as encoded. */
  readonly issuer: Uint8Array;
  readonly madeAt: number;
  /** Counts up with every list (section 5.2.3); 0 where it is missing. */
  readonly number: number;
  readonly revoked: readonly Revocation[];
  readonly signature: IssuerSignature;
}

const CRL_NUMBER = '551d14';
const REASON_CODE = '551d15';

/** The list, DER; undefined when it is not one. */
export function readRevocationList(der: Uint8Array): RevocationList | undefined {
  const [list, ...surplus] = readDer(der) ?? [];
  const [toBeSigned] = membersOf(list, DER.sequence) ?? [];
  const [version, algorithm, issuer, thisUpdate, ...rest] = membersOf(toBeSigned, DER.sequence) ?? [];
  const signature = issuerSignature(list, algorithm);
  const madeAt = timeOf(thisUpdate);
  const extensions = readExtensions(rest.find(({ tag }) => tag === DER.context0));
  const revoked = (
    membersOf(
      rest.find(({ tag }) => tag === DER.sequence),
      DER.sequence,
    ) ?? []
  ).map(readEntry);
  const isWhole =
    surplus.length === 0 && version?.tag === DER.integer && version.content[0] === 1 && issuer?.tag === DER.sequence;
  if (!isWhole || signature === undefined || madeAt === undefined || extensions === undefined) {
    return undefined;
  }
  const number = smallNumber(readDer(extensions.get(CRL_NUMBER)?.value ?? new Uint8Array())?.[0]);
  return revoked.every((entry) => entry !== undefined)
    ? { issuer: issuer.raw, madeAt, number, revoked, signature }
    : undefined;
}

function readEntry(entry: DerNode): Revocation | undefined {
  const [serial, time, extensions] = membersOf(entry, DER.sequence) ?? [];
  const at = timeOf(time);
  const reasons = membersOf(extensions, DER.sequence) ?? [];
  const reason = reasons.map(reasonOf).find((code) => code !== undefined) ?? 0;
  return serial?.tag === DER.integer && at !== undefined ? { serial: hexOf(serial.content), at, reason } : undefined;
}

function reasonOf(extension: DerNode): number | undefined {
  const members = membersOf(extension, DER.sequence) ?? [];
  const [type] = members;
  const value = members.at(-1);
  return type?.tag === DER.oid && hexOf(type.content) === REASON_CODE && value?.tag === DER.octets
    ? readDer(value.content)?.[0]?.content[0]
    : undefined;
}

function smallNumber(node: DerNode | undefined): number {
  return node?.tag === DER.integer && node.content.length <= 6
    ? node.content.reduce((sum, byte) => sum * 256 + byte, 0)
    : 0;
}
