/**
 * Judges a time stamp: whether an authority signed that time over that content (RFC 3161 section 2.2, checks of the
 * requester; RFC 5280 section 6 for its certificate).
 *
 * Pure: digests and the check of a signature are given. Whether the authority is to be trusted is not for a program: its
 * root is named by the person who knows it, or is said to be unknown here.
 */
import { chainProblem, type IssuerVerifier, validityOf } from '../certificate-chain';
import { type CertificateFields, readCertificate, readExtensions } from '../certificate-fields';
import { DER, equalBytes, membersOf, oidOf, readDer } from '../der';
import { type DigestName, signatureAlgorithm, TIMESTAMP_OID } from './identifiers';
import { provenChain } from './proven-chain';
import { isSameNonce } from './request';
import { readToken, type TimestampToken } from './token';

type Eventually<T> = T | Promise<T>;

export interface TimestampTools {
  readonly digest: (name: DigestName, bytes: Uint8Array) => Eventually<Uint8Array>;
  readonly verifyIssued: IssuerVerifier;
}

/** What a token must fit. */
export interface TimestampExpectation {
  /** The bytes that were to be stamped. */
  readonly content: Uint8Array;
  /** As asked for; undefined where the question is not at hand. */
  readonly nonce: Uint8Array | undefined;
  /** Certificates of the authority's issuers that a person brought, DER; the last of the chain must be among them. */
  readonly certificates: readonly Uint8Array[];
}

export type TimestampFailure =
  | 'malformed'
  | 'other-content'
  | 'nonce'
  | 'no-certificate'
  | 'algorithm'
  | 'damaged'
  | 'purpose'
  | 'expired'
  | 'not-yet-valid'
  | 'chain';

export interface GoodTimestamp {
  readonly ok: true;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Hexadecimal. */
  readonly serial: string;
  readonly authority: CertificateFields;
  /** The root that the authority's certificate leads to, among those that were brought; undefined: not known here. */
  readonly root: CertificateFields | undefined;
}

export type TimestampVerdict =
  | GoodTimestamp
  | { readonly ok: false; readonly failure: TimestampFailure; readonly name: string };

const bad = (failure: TimestampFailure, name = ''): TimestampVerdict => ({ ok: false, failure, name });

/** Never throws for what stands in the token. */
export async function judgeToken(
  bytes: Uint8Array,
  expected: TimestampExpectation,
  tools: TimestampTools,
): Promise<TimestampVerdict> {
  const token = readToken(bytes);
  if (token === undefined) {
    return bad('malformed');
  }
  const { info, certificates } = token;
  if (!equalBytes(info.imprint, await tools.digest('sha256', expected.content))) {
    return bad('other-content');
  }
  if (expected.nonce !== undefined && !(info.nonce !== undefined && isSameNonce(info.nonce, expected.nonce))) {
    return bad('nonce');
  }
  const held = [...expected.certificates, ...certificates];
  const own = await namedCertificate(token, held, tools);
  const authority = own === undefined ? undefined : readCertificate(own);
  if (authority === undefined) {
    return bad('no-certificate');
  }
  const failure = (await signatureFailure(token, authority, tools)) ?? authorityFailure(authority, info.time);
  return failure === undefined
    ? await judgeChain(token, authority, { held, brought: expected.certificates }, tools)
    : bad(failure, authority.name);
}

/** The certificate that the signature itself names. */
async function namedCertificate(
  { certificateHash: { digest, value } }: TimestampToken,
  held: readonly Uint8Array[],
  tools: TimestampTools,
): Promise<Uint8Array | undefined> {
  for (const der of held) {
    if (equalBytes(await tools.digest(digest, der), value)) {
      return der;
    }
  }
  return undefined;
}

async function signatureFailure(
  token: TimestampToken,
  authority: CertificateFields,
  tools: TimestampTools,
): Promise<TimestampFailure | undefined> {
  const algorithm = signatureAlgorithm(token.algorithm, token.digest);
  if (algorithm === undefined) {
    return 'algorithm';
  }
  if (!equalBytes(token.messageDigest, await tools.digest(token.digest, token.infoBytes))) {
    return 'damaged';
  }
  const signature = { signedBytes: token.signedBytes, algorithm, value: token.signature };
  return (await tools.verifyIssued(signature, authority.publicKey)) ? undefined : 'damaged';
}

function authorityFailure(authority: CertificateFields, time: number): TimestampFailure | undefined {
  if (!isForTimestamps(authority.der)) {
    return 'purpose';
  }
  switch (validityOf([authority], time, time)?.state) {
    case 'not-yet-valid':
      return 'not-yet-valid';
    case 'expired-when-signed':
      return 'expired';
    default:
      return undefined;
  }
}

/** Time stamping as the one purpose, and a critical one (RFC 3161 section 2.3). */
function isForTimestamps(der: Uint8Array): boolean {
  const [certificate] = readDer(der) ?? [];
  const [toBeSigned] = membersOf(certificate, DER.sequence) ?? [];
  const wrapper = (membersOf(toBeSigned, DER.sequence) ?? []).find(({ tag }) => tag === DER.context3);
  const extension = readExtensions(wrapper)?.get(TIMESTAMP_OID.extendedKeyUsage);
  const [list] = readDer(extension?.value ?? new Uint8Array(0)) ?? [];
  const purposes = (membersOf(list, DER.sequence) ?? []).map(oidOf);
  return extension?.isCritical === true && purposes.length === 1 && purposes[0] === TIMESTAMP_OID.timeStamping;
}

interface Certificates {
  readonly held: readonly Uint8Array[];
  readonly brought: readonly Uint8Array[];
}

/** A root counts where a person brought it; one that came with the token is only a claim. */
async function judgeChain(
  { info }: TimestampToken,
  authority: CertificateFields,
  { held, brought }: Certificates,
  tools: TimestampTools,
): Promise<TimestampVerdict> {
  const known = held.map(readCertificate).filter((certificate) => certificate !== undefined);
  const chain = await provenChain(authority, known, tools.verifyIssued);
  const last = chain.at(-1) ?? authority;
  const isBrought = brought.some((der) => equalBytes(der, last.der));
  const problem = await chainProblem(chain, anchoredAt(last, tools.verifyIssued));
  const good = { ok: true, time: info.time, serial: info.serial, authority } as const;
  if (problem === undefined) {
    const outside = validityOf(chain, info.time, info.time);
    return outside?.state === 'valid'
      ? { ...good, root: isBrought ? last : undefined }
      : bad(outside?.state === 'not-yet-valid' ? 'not-yet-valid' : 'expired', outside?.certificate.name);
  }
  return problem.kind === 'unknown-issuer' ? { ...good, root: undefined } : bad('chain', problem.name);
}

/** The signature of a root under itself says nothing (RFC 5280 section 6.1); old roots have it in SHA-1. */
function anchoredAt({ signature: own }: CertificateFields, verify: IssuerVerifier): IssuerVerifier {
  return (signature, publicKey) => signature === own || verify(signature, publicKey);
}
