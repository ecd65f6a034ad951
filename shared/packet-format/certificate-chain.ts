/**
 * Judges a chain of certificates: the signer's first, each issued by the next, the last by itself (RFC 5280 section 6).
 *
 * Pure: the check of a signature is given. What it cannot say is whether the last one, the root, is to be trusted: that
 * is for the telephone, like the signer's own fingerprint.
 */
import type { CertificateFields, IssuerSignature } from './certificate-fields';
import { equalBytes } from './der';
import type { RevocationList } from './revocation-list';

/** Whether the key (SubjectPublicKeyInfo, DER) made the signature. False for algorithms that are not known. Never throws. */
export type IssuerVerifier = (signature: IssuerSignature, publicKey: Uint8Array) => Promise<boolean> | boolean;

export type ChainProblem =
  /** The last certificate was issued by somebody whose certificate is not there. */
  | { readonly kind: 'unknown-issuer'; readonly name: string }
  /** A certificate was not signed by the one that should have issued it. */
  | { readonly kind: 'broken'; readonly name: string; readonly issuer: string }
  /** A certificate issued another and may not, or not so far down. */
  | { readonly kind: 'no-authority'; readonly name: string }
  /** A certificate carries a rule that must be heeded and is not known here. */
  | { readonly kind: 'unknown-rule'; readonly name: string }
  /** The first certificate is not one for signing. */
  | { readonly kind: 'wrong-use'; readonly name: string };

/** The first thing that is wrong with a chain; undefined when each link holds. */
export async function chainProblem(
  chain: readonly CertificateFields[],
  verify: IssuerVerifier,
): Promise<ChainProblem | undefined> {
  const [leaf] = chain;
  if (leaf?.maySign !== true) {
    return { kind: 'wrong-use', name: leaf?.name ?? '' };
  }
  const strange = chain.find(({ isUnderstood }) => !isUnderstood);
  if (strange !== undefined) {
    return { kind: 'unknown-rule', name: strange.name };
  }
  for (const [index, certificate] of chain.entries()) {
    const issuer = chain[index + 1] ?? certificate;
    const problem = await linkProblem(certificate, issuer, index, verify);
    if (problem !== undefined) {
      return problem;
    }
  }
  return undefined;
}

/** @param below how many authorities stand between the issuer and the signer */
async function linkProblem(
  certificate: CertificateFields,
  issuer: CertificateFields,
  below: number,
  verify: IssuerVerifier,
): Promise<ChainProblem | undefined> {
  if (!equalBytes(certificate.issuer, issuer.subject)) {
    return { kind: 'unknown-issuer', name: certificate.name };
  }
  if (!(await verify(certificate.signature, issuer.publicKey))) {
    return { kind: 'broken', name: certificate.name, issuer: issuer.name };
  }
  const isOther = issuer !== certificate;
  const mayIssue = issuer.isAuthority && (issuer.pathLength === null || issuer.pathLength >= below);
  return isOther && !mayIssue ? { kind: 'no-authority', name: issuer.name } : undefined;
}

export type ValidityState = 'valid' | 'expired-since' | 'expired-when-signed' | 'not-yet-valid';

export interface Validity {
  readonly state: ValidityState;
  readonly certificate: CertificateFields;
}

/**
 * Validity at the time of signing decides; a certificate that ran out later is said, and changes nothing.
 *
 * @param signedAt milliseconds since 1970, the signer's claim
 * @param now this computer's clock
 */
export function validityOf(chain: readonly CertificateFields[], signedAt: number, now: number): Validity | undefined {
  const found = (state: ValidityState, test: (certificate: CertificateFields) => boolean): Validity | undefined => {
    const certificate = chain.find(test);
    return certificate === undefined ? undefined : { state, certificate };
  };
  return (
    found('not-yet-valid', ({ notBefore }) => signedAt < notBefore) ??
    found('expired-when-signed', ({ notAfter }) => signedAt > notAfter) ??
    found('expired-since', ({ notAfter }) => now > notAfter) ??
    found('valid', () => true)
  );
}

export interface FoundRevocation {
  readonly certificate: CertificateFields;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly reason: number;
}

/** The earliest revocation of a certificate of the chain in lists that its issuer signed; undefined when there is none. */
export async function revocationOf(
  chain: readonly CertificateFields[],
  lists: readonly RevocationList[],
  verify: IssuerVerifier,
): Promise<FoundRevocation | undefined> {
  const found: FoundRevocation[] = [];
  for (const [index, certificate] of chain.entries()) {
    const issuer = chain[index + 1];
    for (const list of issuer === undefined ? [] : lists) {
      const entry = list.revoked.find(({ serial }) => serial === certificate.serial);
      const isOwn = issuer !== undefined && equalBytes(list.issuer, issuer.subject);
      if (entry !== undefined && isOwn && (await verify(list.signature, issuer.publicKey))) {
        found.push({ certificate, at: entry.at, reason: entry.reason });
      }
    }
  }
  return found.sort((a, b) => a.at - b.at)[0];
}

/** The P-256 point of a SubjectPublicKeyInfo (RFC 5480 section 2): 65 bytes, uncompressed; undefined for other keys. */
export function p256Point(publicKey: Uint8Array): Uint8Array | undefined {
  const head = publicKey.subarray(0, P256_HEAD.length);
  return publicKey.length === P256_HEAD.length + 65 && equalBytes(head, P256_HEAD) && publicKey[P256_HEAD.length] === 4
    ? publicKey.subarray(P256_HEAD.length)
    : undefined;
}

/** Everything before the point: id-ecPublicKey, prime256v1, BIT STRING of 65 bytes. */
const P256_HEAD = Uint8Array.from([
  0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
  0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
]);
