/**
 * What can go wrong for a person, as values: errors do not survive the way from the engine to the window.
 *
 * `sentence` is fit to be shown: what happened, what is unharmed, what to do. Never a stack trace, never a bare code.
 */
export const FAILURE_CODES = [
  'bad-request',
  'not-found',
  'no-identity',
  'wrong-passphrase',
  'identity-locked',
  'case-exists',
  'case-locked',
  'case-damaged',
  'case-newer',
  'not-a-case',
  'not-a-packet',
  'journal-broken',
  'unreadable-input',
  'disk-full',
  'nothing-to-export',
  'wording',
  'target-exists',
  'not-yet-built',
  'cancelled',
  'internal',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

export interface Failure {
  readonly code: FailureCode;
  readonly sentence: string;
}

/** A failure that a person can act on; thrown in the engine, turned into a reply at its door. */
export class FailureError extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, sentence: string, options?: { readonly cause?: unknown }) {
    super(sentence, options);
    this.name = 'FailureError';
    this.code = code;
  }

  get failure(): Failure {
    return { code: this.code, sentence: this.message };
  }
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };
