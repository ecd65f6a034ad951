/** Finds an examiner's certificate and the way up to its root in a file that an authority handed out. */
import { X509Certificate } from 'node:crypto';
import { FailureError } from '../../../shared/contract/failure';
import { type ChainProblem, chainProblem, validityOf } from '../../../shared/packet-format/certificate-chain';
import { type CertificateFields, readCertificate } from '../../../shared/packet-format/certificate-fields';
import { equalBytes } from '../../../shared/packet-format/der';
import { pemBlocks, toPem } from '../../../shared/packet-format/pem';
import { chainSentences } from '../../../shared/wording/identity';
import { keyFingerprint } from './key-pair';
import { verifyIssued } from './verify-issued';

export interface OrderedChain {
  readonly certificatePem: string;
  /** From the certificate's issuer up to the root, PEM. */
  readonly issuersPem: readonly string[];
  /** Name of whoever issued the certificate. */
  readonly issuer: string;
}

const MAX_CHAIN = 8;

/** @throws FailureError `unreadable-input` when the text holds no readable certificates */
export function certificatesIn(text: string): readonly Uint8Array[] {
  const blocks = pemBlocks(text, 'CERTIFICATE') ?? [];
  if (blocks.length === 0) {
    throw new FailureError('unreadable-input', chainSentences.notCertificates);
  }
  return blocks;
}

/**
 * The chain for a key, checked link by link up to a root that issued itself.
 *
 * @param now this computer's clock, milliseconds since 1970
 * @throws FailureError `unreadable-input`, `bad-request` with what is wrong: key mismatch, unknown issuer, broken chain, expired
 */
export async function chainForKey(
  ders: readonly Uint8Array[],
  fingerprint: string,
  now: number,
): Promise<OrderedChain> {
  const held = ders.map(readCertificate);
  if (!held.every((certificate) => certificate !== undefined)) {
    throw new FailureError('unreadable-input', chainSentences.notCertificates);
  }
  const leaf = held.find(({ der }) => keyFingerprint(toPem(der)) === fingerprint);
  if (leaf === undefined) {
    throw new FailureError('bad-request', chainSentences.keyMismatch);
  }
  const chain = orderedFrom(leaf, held);
  const problem = await chainProblem(chain, verifyIssued);
  const sentence = problem === undefined ? validitySentence(chain, now) : problemSentence(problem);
  if (sentence !== undefined) {
    throw new FailureError('bad-request', sentence);
  }
  const [certificatePem = '', ...issuersPem] = chain.map(({ der }) => new X509Certificate(der).toString());
  return { certificatePem, issuersPem, issuer: (chain[1] ?? leaf).name };
}

function orderedFrom(leaf: CertificateFields, held: readonly CertificateFields[]): readonly CertificateFields[] {
  const chain = [leaf];
  for (let last = leaf; !isSelfIssued(last) && chain.length < MAX_CHAIN; ) {
    const { issuer } = last;
    const next = held.find(({ subject }) => equalBytes(subject, issuer));
    if (next === undefined || chain.includes(next)) {
      break;
    }
    chain.push(next);
    last = next;
  }
  return chain;
}

function isSelfIssued({ issuer, subject }: CertificateFields): boolean {
  return equalBytes(issuer, subject);
}

function problemSentence(problem: ChainProblem): string {
  switch (problem.kind) {
    case 'unknown-issuer':
      return chainSentences.unknownIssuer(problem.name);
    case 'broken':
      return chainSentences.broken(problem.name, problem.issuer);
    case 'no-authority':
      return chainSentences.noAuthority(problem.name);
    case 'unknown-rule':
      return chainSentences.unknownRule(problem.name);
    case 'wrong-use':
      return chainSentences.wrongUse(problem.name);
  }
}

function validitySentence(chain: readonly CertificateFields[], now: number): string | undefined {
  const found = validityOf(chain, now, now);
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  if (found?.state === 'not-yet-valid') {
    return chainSentences.notYetValid(found.certificate.name, day(found.certificate.notBefore));
  }
  return found?.state === 'expired-when-signed'
    ? chainSentences.expired(found.certificate.name, day(found.certificate.notAfter))
    : undefined;
}
