/** The persons whom a redacted packet does not name: what is known of each, and the token that stands in their place. */

/** One person, as the case's list holds them. */
export interface RedactedPerson {
  /** Given once and never again in this case: the token is the same in every packet. */
  readonly number: number;
  /** Empty where only addresses or words are known. */
  readonly name: string;
  readonly addresses: readonly string[];
  /** Whatever else points to the person: telephone, street, voter id, nickname. */
  readonly words: readonly string[];
  /** Why the person is not named, in the examiner's words, such as `voter`: it stands in the log. */
  readonly reason: string;
}

export interface RedactionList {
  readonly persons: readonly RedactedPerson[];
  /** The number for whoever comes next. */
  readonly next: number;
}

export const NOBODY: RedactionList = { persons: [], next: 1 };

/** `[PERSON-01]` */
export function tokenOf({ number }: Pick<RedactedPerson, 'number'>): string {
  return `[PERSON-${String(number).padStart(2, '0')}]`;
}

/** The number in `[PERSON-01]`, `PERSON-1` or `1`; undefined for what is none. */
export function personNumber(text: string): number | undefined {
  const digits = /^\[?(?:PERSON-)?0*([1-9]\d{0,4})\]?$/i.exec(text.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}
