/** Revokes certificates of a laboratory's root: a list signed by the root, X.509 CRL version 2 (RFC 5280 section 5). */
import { type KeyObject, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { BitString, Enumerated, Integer } from 'asn1js';
import { AlgorithmIdentifier, CertificateRevocationList, Extensions, RevokedCertificate } from 'pkijs';
import { FailureError } from '../../../shared/contract/failure';
import { type CertificateFields, readCertificate } from '../../../shared/packet-format/certificate-fields';
import { equalBytes } from '../../../shared/packet-format/der';
import { pemBlocks, toPem } from '../../../shared/packet-format/pem';
import {
  type Revocation,
  type RevocationList,
  readRevocationList,
} from '../../../shared/packet-format/revocation-list';
import { chainSentences, revocationSentences } from '../../../shared/wording/identity';
import { REVOCATION_REASONS, type RevocationReason } from '../../../shared/wording/revocation';
import type { Environment } from '../environment';
import { durableWrite } from '../fs/durable-write';
import { errorCode } from '../fs/error-code';
import { extension, parseCertificate, timeOf, toArrayBuffer } from './certificate';
import { certificatesIn } from './certificate-bundle';
import { ROOT_FORMAT } from './identity-file';
import { ECDSA_WITH_SHA256 } from './object-identifiers';
import { unlockFile } from './unlock-identity';
import { verifyIssued } from './verify-issued';
import { wholeSecond } from './write-identity';

const CRL_NUMBER = '2.5.29.20';
const REASON_CODE = '2.5.29.21';
const LABEL = 'X509 CRL';

export interface RevocationOrder {
  /** The certificate to revoke, PEM; others may stand behind it. */
  readonly certificateText: string;
  readonly reason: RevocationReason;
  readonly rootFile: string;
  readonly passphrase: string;
  /** The root's list: read and continued where it is there. */
  readonly listFile: string;
}

/**
 * Adds a certificate to the root's list of revoked ones.
 *
 * @throws FailureError `bad-request`, `unreadable-input`, `wrong-passphrase`, `no-identity`, `disk-full`, `internal`
 */
export async function revokeCertificate(
  order: RevocationOrder,
  env: Environment,
): Promise<{ readonly name: string; readonly serial: string; readonly revoked: number }> {
  const [der = new Uint8Array()] = certificatesIn(order.certificateText);
  const certificate = readCertificate(der);
  if (certificate === undefined) {
    throw new FailureError('unreadable-input', chainSentences.notCertificates);
  }
  const { part, privateKey } = await unlockFile(order.rootFile, order.passphrase, ROOT_FORMAT);
  const root = rootFields(part.certificate);
  if (!equalBytes(certificate.issuer, root.subject) || !(await verifyIssued(certificate.signature, root.publicKey))) {
    throw new FailureError('bad-request', revocationSentences.notOwn);
  }
  const before = await readOwnList(order.listFile, root);
  if (before?.revoked.some(({ serial }) => serial === certificate.serial)) {
    throw new FailureError('bad-request', revocationSentences.already);
  }
  const at = wholeSecond(env);
  const entry = { serial: certificate.serial, at: at.getTime(), reason: REVOCATION_REASONS[order.reason].code };
  const revoked = [...(before?.revoked ?? []), entry];
  const text = writeList({ revoked, at, number: (before?.number ?? 0) + 1, rootPem: part.certificate, privateKey });
  await durableWrite(order.listFile, text, env.randomHex, { mode: 0o644, what: revocationSentences.what });
  return { name: certificate.name, serial: certificate.serial, revoked: revoked.length };
}

function rootFields(pem: string): CertificateFields {
  const [der = new Uint8Array()] = certificatesIn(pem);
  const root = readCertificate(der);
  if (root === undefined) {
    throw new FailureError('unreadable-input', chainSentences.notCertificates);
  }
  return root;
}

/** The list as it stands; null where there is no file yet. A file that is anything else is not written over. */
async function readOwnList(file: string, root: CertificateFields): Promise<RevocationList | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') {
      return null;
    }
    throw new FailureError('unreadable-input', revocationSentences.notList(file), { cause: error });
  });
  if (text === null) {
    return null;
  }
  const [list, ...more] = revocationListsIn(text);
  const isOwn =
    list !== undefined &&
    more.length === 0 &&
    equalBytes(list.issuer, root.subject) &&
    (await verifyIssued(list.signature, root.publicKey));
  if (!isOwn) {
    throw new FailureError('unreadable-input', revocationSentences.notList(file));
  }
  return list;
}

/** The lists in a PEM text; empty where one of them cannot be read. */
export function revocationListsIn(text: string): readonly RevocationList[] {
  const lists = (pemBlocks(text, LABEL) ?? []).map(readRevocationList);
  return lists.every((list) => list !== undefined) ? lists : [];
}

const DER_SEQUENCE = 0x30;

/** The lists in a file of either form, PEM or DER; empty where there is none that can be read. */
export function revocationListsOf(bytes: Buffer): readonly RevocationList[] {
  if (bytes[0] !== DER_SEQUENCE) {
    return revocationListsIn(bytes.toString('latin1'));
  }
  const list = readRevocationList(Uint8Array.from(bytes));
  return list === undefined ? [] : [list];
}

interface ListParts {
  readonly revoked: readonly Revocation[];
  readonly at: Date;
  readonly number: number;
  readonly rootPem: string;
  readonly privateKey: KeyObject;
}

function writeList({ revoked, at, number, rootPem, privateKey }: ListParts): string {
  const algorithm = () => new AlgorithmIdentifier({ algorithmId: ECDSA_WITH_SHA256 });
  const list = new CertificateRevocationList({
    version: 1,
    signature: algorithm(),
    issuer: parseCertificate(rootPem).subject,
    thisUpdate: timeOf(at),
    revokedCertificates: revoked.map(revokedEntry),
    crlExtensions: new Extensions({ extensions: [extension(CRL_NUMBER, false, new Integer({ value: number }))] }),
    signatureAlgorithm: algorithm(),
  });
  const [toBeSigned] = list.toSchema(true).valueBlock.value;
  const signature = sign('sha256', new Uint8Array(toBeSigned?.toBER() ?? new ArrayBuffer()), privateKey);
  list.signatureValue = new BitString({ valueHex: toArrayBuffer(signature) });
  return toPem(new Uint8Array(list.toSchema(true).toBER()), LABEL);
}

function revokedEntry({ serial, at, reason }: Revocation): RevokedCertificate {
  const reasons = [extension(REASON_CODE, false, new Enumerated({ value: reason }))];
  return new RevokedCertificate({
    userCertificate: new Integer({ valueHex: toArrayBuffer(Buffer.from(serial, 'hex')) }),
    revocationDate: timeOf(new Date(at)),
    // Section 5.3.1: no reason is told by leaving the extension out.
    ...(reason === 0 ? {} : { crlEntryExtensions: new Extensions({ extensions: reasons }) }),
  });
}
