import { equalBytes } from '../packet-format/der';
import type { PathCertificate } from './path-certificate';

/** The evidence item that brought a certificate, a list or a key. */
export interface HeldFrom {
  readonly evidence: string;
}

export interface ChainLink {
  readonly certificate: PathCertificate;
  /** Undefined where it came with the message alone. */
  readonly held: HeldFrom | undefined;
}

/** The time that validity is judged at: milliseconds since 1970, and whose word it is. */
export interface JudgedTime {
  readonly at: number | undefined;
  readonly clock: 'signature' | 'date' | 'none';
}

/** Whether it names itself as its issuer. */
export function isSelfIssued({ issuer, subject }: PathCertificate): boolean {
  return equalBytes(issuer, subject);
}
