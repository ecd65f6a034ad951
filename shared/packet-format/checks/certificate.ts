/**
 * The signer's certificate: issued link by link from the root in the packet, valid when it signed, not revoked by then.
 *
 * A certificate that ran out later is said and changes nothing: a packet stays what it was when it was signed. A
 * self-signed certificate is vouched for by nobody, its dates are its holder's own; its fingerprint is what counts.
 */
import { checkWords } from '../../wording/packet-checks';
import { revocationWords } from '../../wording/revocation';
import {
  type ChainProblem,
  chainProblem,
  type FoundRevocation,
  revocationOf,
  type Validity,
  validityOf,
} from '../certificate-chain';
import { type CertificateFields, readCertificate } from '../certificate-fields';
import { readCms } from '../cms-signature';
import { SIGNATURE } from '../packet-layout';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

export async function checkCertificate(packet: PacketInspection): Promise<Outcome> {
  const chain = (await packet.chain())?.map(readCertificate);
  if (chain?.every((certificate) => certificate !== undefined) !== true) {
    return failed(checkWords.certificateForm);
  }
  const { verifyIssued } = packet.tools;
  const problem = await chainProblem(chain, verifyIssued);
  if (problem !== undefined) {
    return failed(problemSentence(problem));
  }
  const signedAt = readCms((await packet.bytes(SIGNATURE)) ?? new Uint8Array())?.signingTime;
  if (signedAt === undefined) {
    return failed(checkWords.certificateNoTime);
  }
  const revocation = await revocationOf(chain, packet.circumstances.revocations, verifyIssued);
  if (revocation !== undefined) {
    return revokedOutcome(revocation, signedAt);
  }
  return chain.length === 1
    ? passed(checkWords.certificateSelfSigned)
    : validityOutcome(validityOf(chain, signedAt, packet.circumstances.now), chain, signedAt);
}

function problemSentence(problem: ChainProblem): string {
  switch (problem.kind) {
    case 'unknown-issuer':
      return checkWords.certificateUnknownIssuer(problem.name);
    case 'broken':
      return checkWords.certificateBroken(problem.name, problem.issuer);
    case 'no-authority':
      return checkWords.certificateNoAuthority(problem.name);
    case 'unknown-rule':
      return checkWords.certificateUnknownRule(problem.name);
    case 'wrong-use':
      return checkWords.certificateWrongUse(problem.name);
  }
}

/** The time of signing is the signer's own word: what comes before a revocation counts, and the sentence says on what it rests. */
function revokedOutcome({ certificate, at, reason }: FoundRevocation, signedAt: number): Outcome {
  const words = revocationWords(reason);
  return signedAt < at
    ? passed(checkWords.certificateRevokedSince(certificate.name, day(at), words, day(signedAt)))
    : failed(checkWords.certificateRevoked(certificate.name, day(at), words, day(signedAt)));
}

function validityOutcome(
  validity: Validity | undefined,
  chain: readonly CertificateFields[],
  signedAt: number,
): Outcome {
  const issuer = chain[1]?.name ?? '';
  const { certificate } = validity ?? {};
  switch (validity?.state) {
    case 'not-yet-valid':
      return failed(
        checkWords.certificateNotYet(certificate?.name ?? '', day(certificate?.notBefore ?? 0), day(signedAt)),
      );
    case 'expired-when-signed':
      return failed(
        checkWords.certificateExpired(certificate?.name ?? '', day(certificate?.notAfter ?? 0), day(signedAt)),
      );
    case 'expired-since':
      return passed(
        checkWords.certificateExpiredSince(certificate?.name ?? '', day(certificate?.notAfter ?? 0), issuer),
      );
    default:
      return passed(checkWords.certificateOk(issuer));
  }
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
