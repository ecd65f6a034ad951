/** What keeps a chain to a held root from being in order (RFC 5280 section 6.1; RFC 8550 section 4 for mail). */
import { type ChainLink, isSelfIssued, type JudgedTime } from './chain-link';
import { judgeNames } from './name-rules';
import type { PathCertificate } from './path-certificate';
import type { FoundListing } from './revocations';

export interface ChainProblem {
  readonly kind:
    | 'not-yet-valid'
    | 'expired'
    | 'no-time'
    | 'no-authority'
    | 'too-deep'
    | 'not-for-signing'
    | 'not-for-mail'
    | 'unknown-rule'
    | 'other-names'
    | 'revoked';
  /** The certificate that it is about. */
  readonly name: string;
  /** False where it only keeps the question open. */
  readonly isFailure: boolean;
}

/** @param path ends at a held root */
export function pathProblems(
  path: readonly ChainLink[],
  { at }: JudgedTime,
  listings: readonly FoundListing[],
): readonly ChainProblem[] {
  const leaf = path[0]?.certificate;
  const revoked = listings.filter(({ revokedAt }) => revokedAt !== undefined && (at === undefined || revokedAt <= at));
  return [
    ...(leaf?.maySign === false ? [problem('not-for-signing', leaf)] : []),
    ...(at === undefined && leaf !== undefined ? [problem('no-time', leaf)] : []),
    ...path.flatMap(({ certificate }, index) => kindsOf(path, index, at).map((kind) => problem(kind, certificate))),
    ...revoked.map(({ certificate }) => problem('revoked', certificate)),
  ];
}

function problem(kind: ChainProblem['kind'], { name }: PathCertificate): ChainProblem {
  return { kind, name, isFailure: kind !== 'no-time' && kind !== 'unknown-rule' };
}

function kindsOf(path: readonly ChainLink[], index: number, at: number | undefined): readonly ChainProblem['kind'][] {
  const certificate = path[index]?.certificate;
  if (certificate === undefined) return [];
  const { notBefore, notAfter, isForMail, isUnderstood } = certificate;
  const authority = index === 0 ? undefined : authorityProblem(path, index);
  const names = index === 0 ? 'within' : namesBelow(path, index);
  return [
    ...(at !== undefined && at < notBefore ? (['not-yet-valid'] as const) : []),
    ...(at !== undefined && at > notAfter ? (['expired'] as const) : []),
    ...(isForMail ? [] : (['not-for-mail'] as const)),
    ...(isUnderstood && names !== 'unknown' ? [] : (['unknown-rule'] as const)),
    ...(names === 'outside' ? (['other-names'] as const) : []),
    ...(authority === undefined ? [] : [authority]),
  ];
}

/** Whether an authority may issue for the names below it; authorities that issued themselves are passed over (section 6.1.3 b). */
function namesBelow(path: readonly ChainLink[], index: number): ReturnType<typeof judgeNames> {
  const rules = path[index]?.certificate.nameRules;
  if (rules === undefined) return 'within';
  const below = path.slice(0, index).filter(({ certificate }, at) => at === 0 || !isSelfIssued(certificate));
  return judgeNames(
    rules,
    below.flatMap(({ certificate }) => certificate.names),
  );
}

/** A root of version 1 has no extensions: it is one because it was taken in (section 6.1.1 d). */
function authorityProblem(path: readonly ChainLink[], index: number): 'no-authority' | 'too-deep' | undefined {
  const issuer = path[index]?.certificate;
  if (issuer === undefined || (index === path.length - 1 && issuer.version === 1)) return undefined;
  if (!issuer.isAuthority) return 'no-authority';
  // Authorities that issued themselves do not count (section 4.2.1.9).
  const below = path.slice(1, index).filter(({ certificate }) => !isSelfIssued(certificate)).length;
  return issuer.pathLength !== null && below > issuer.pathLength ? 'too-deep' : undefined;
}
