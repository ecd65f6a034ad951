/**
 * Looks for a chain of certificates from a signer's to a root that was taken in as evidence (RFC 5280 section 6, RFC 4158).
 *
 * That a root is to be trusted is not said: only that the chain leads to it, and who took it in. Bounded in length, in
 * certificates that are tried and in signatures that are checked, whatever the certificates say of each other.
 */
import { equalBytes } from '../packet-format/der';
import { type ChainLink, isSelfIssued, type JudgedTime } from './chain-link';
import type { PathCertificate } from './path-certificate';
import { type ChainProblem, pathProblems } from './path-problems';
import { type FoundListing, listingsOf, type RevocationSources } from './revocations';
import { type SchemeVerifier, signatureScheme } from './scheme';

export interface ChainSources extends RevocationSources {
  /** Certificates whose subject is this name, those of the message and those held; the likeliest first. */
  readonly issuersOf: (certificate: PathCertificate) => readonly ChainLink[];
}

export type ChainEnd =
  /** At a root that was taken in. */
  | 'held-root'
  /** At a certificate that issued itself and came with the message alone. */
  | 'own-root'
  /** The issuer's certificate is neither in the message nor in the case. */
  | 'no-issuer'
  /** A certificate of that name is there, but its key did not sign. */
  | 'bad-signature'
  /** It is there; the signature is of a kind that is not computed here. */
  | 'unknown-algorithm'
  /** More certificates than are tried. */
  | 'too-many';

export interface FoundChain {
  readonly result: 'leads' | 'fails' | 'no-path' | 'not-determined';
  readonly end: ChainEnd;
  /** The signer's certificate first. */
  readonly links: readonly ChainLink[];
  readonly problems: readonly ChainProblem[];
  /** What held lists say of certificates of the chain. */
  readonly listings: readonly FoundListing[];
}

/** An agency's chain has four or five; longer ones are made up. */
const MAX_LENGTH = 10;
/** Signatures that are checked for one signer. */
const MAX_CHECKS = 60;

export function findChain(leaf: ChainLink, time: JudgedTime, sources: ChainSources): FoundChain {
  const search = new ChainSearch(time, sources);
  search.from([leaf]);
  return search.best ?? { ...judged('no-issuer', [leaf], []), listings: [] };
}

class ChainSearch {
  best: FoundChain | undefined;
  #checks = 0;
  readonly #time: JudgedTime;
  readonly #sources: ChainSources;

  constructor(time: JudgedTime, sources: ChainSources) {
    this.#time = time;
    this.#sources = sources;
  }

  /** Goes on from the last certificate of a path. Returns true where nothing better can be found. */
  from(path: readonly ChainLink[]): boolean {
    const last = path.at(-1);
    if (last === undefined) return false;
    if (isSelfIssued(last.certificate) && last.held !== undefined && this.#check(last, last.certificate) !== 'bad') {
      return this.#found('held-root', path);
    }
    const issuers = this.#sources
      .issuersOf(last.certificate)
      .filter(({ certificate }) => !path.some((one) => equalBytes(one.certificate.der, certificate.der)));
    if (issuers.length > 0 && path.length >= MAX_LENGTH) return this.#found('too-many', path);
    let end: ChainEnd = endWithout(last.certificate, issuers);
    let goesOn = false;
    for (const issuer of issuers) {
      const fit = this.#check(last, issuer.certificate);
      if (fit === undefined) return this.#found('too-many', path);
      if (fit === 'unknown') end = 'unknown-algorithm';
      if (fit === 'good') {
        goesOn = true;
        if (this.from([...path, issuer])) return true;
      }
    }
    return goesOn ? false : this.#found(end, path);
  }

  /** Undefined where the budget is used up. */
  #check({ certificate }: ChainLink, issuer: PathCertificate): ReturnType<SchemeVerifier> | undefined {
    if (this.#checks >= MAX_CHECKS || !this.#sources.budget.takeCheck()) return undefined;
    this.#checks += 1;
    const scheme = signatureScheme(certificate.algorithm);
    return scheme === undefined
      ? 'unknown'
      : this.#sources.verify(scheme, issuer.publicKey, certificate.signedBytes, certificate.signature);
  }

  #found(end: ChainEnd, path: readonly ChainLink[]): boolean {
    const listings = end === 'held-root' ? listingsOf(path, this.#sources) : [];
    const problems = end === 'held-root' ? pathProblems(path, this.#time, listings) : [];
    const found = { ...judged(end, path, problems), listings };
    if (this.best === undefined || rank(found) < rank(this.best)) this.best = found;
    return this.best.result === 'leads';
  }
}

function endWithout(certificate: PathCertificate, issuers: readonly ChainLink[]): ChainEnd {
  if (isSelfIssued(certificate)) return 'own-root';
  return issuers.length === 0 ? 'no-issuer' : 'bad-signature';
}

function judged(
  end: ChainEnd,
  links: readonly ChainLink[],
  problems: readonly ChainProblem[],
): Omit<FoundChain, 'listings'> {
  return { result: resultOf(end, problems), end, links, problems };
}

function resultOf(end: ChainEnd, problems: readonly ChainProblem[]): FoundChain['result'] {
  if (end === 'held-root') {
    if (problems.some(({ isFailure }) => isFailure)) return 'fails';
    return problems.length > 0 ? 'not-determined' : 'leads';
  }
  return end === 'unknown-algorithm' || end === 'too-many' ? 'not-determined' : 'no-path';
}

/** Which of two chains says more: one that leads, then the one with the fewest problems, then one that got further. */
function rank({ result, problems, links, end }: FoundChain): number {
  const order = { leads: 0, 'not-determined': 1, fails: 2, 'no-path': 3 } as const;
  const isComplete = end === 'held-root';
  return (
    (isComplete ? order[result] : 10 + order[result]) * 1_000 + problems.length * 20 - (isComplete ? 0 : links.length)
  );
}
