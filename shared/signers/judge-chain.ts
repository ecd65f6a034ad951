/** The chain of one S/MIME signature, from what came with the message and what the case holds. */
import type { CmsSigner } from '../analysis/signatures/cms';
import { type FoundChain, findChain } from './chain';
import type { ChainLink, JudgedTime } from './chain-link';
import { CertificateShelf, type HeldCertificates } from './held-certificates';
import type { SchemeVerifier } from './scheme';
import type { SignerBudget } from './signer-budget';

/** Why there is no chain to speak of. */
export type NoChain = 'nothing-held' | 'no-certificate';

export interface ChainVerdict {
  /** The signer's certificate, wherever it is. */
  readonly signer: ChainLink | undefined;
  readonly time: JudgedTime;
  readonly found: FoundChain | NoChain;
}

/** @param dateMs the message's Date */
export function judgeChain(
  signer: CmsSigner,
  dateMs: number | undefined,
  held: HeldCertificates,
  verify: SchemeVerifier,
  budget: SignerBudget,
): ChainVerdict {
  const shelf = new CertificateShelf(held, signer.companions);
  const link = shelf.signerOf(signer.identifier);
  const time = judgedTime(signer.signedAt?.value, dateMs);
  if (link === undefined) return { signer: link, time, found: 'no-certificate' };
  if (held.certificates.length === 0) return { signer: link, time, found: 'nothing-held' };
  const sources = {
    issuersOf: shelf.issuersOf.bind(shelf),
    listsOf: shelf.listsOf.bind(shelf),
    verify,
    budget,
  };
  return { signer: link, time, found: findChain(link, time, sources) };
}

/** The signer's own claim is signed; the Date field stands where there is none. */
function judgedTime(signedAt: number | undefined, dateMs: number | undefined): JudgedTime {
  if (signedAt !== undefined) return { at: signedAt, clock: 'signature' };
  return dateMs === undefined ? { at: undefined, clock: 'none' } : { at: dateMs, clock: 'date' };
}
