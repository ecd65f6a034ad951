import type { Anatomy, Boundary, EmbeddedTime, Hop } from '../email/types';
import type { Finding } from './rule';

/** A rule that could not be applied to a message, because of a fault in Chainmail. Its findings are missing. */
export interface RuleFailure {
  readonly rule: string;
  readonly reason: string;
}

/** Everything that Chainmail computes from the bytes of one message alone. Same bytes, same version: same result. */
export interface Analysis {
  readonly anatomy: Anatomy;
  readonly route: readonly Hop[];
  readonly boundary: Boundary;
  readonly times: readonly EmbeddedTime[];
  readonly findings: readonly Finding[];
  /** Empty unless a rule is faulty: shown to the examiner, so that "no finding" is never a hidden fault. */
  readonly failures: readonly RuleFailure[];
}
