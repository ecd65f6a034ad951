/** What a redacted packet knows of its own redaction: plain data, without a value of any person. */
import type { Change, Omission } from '../redaction/change';

/** A redacted copy of an exhibit, in the place of the original. */
export interface DerivativeFacts {
  /** Of the derivative's bytes, as they lie in the packet. */
  readonly sha256: string;
  readonly bytes: number;
  /** The journal entry in which the original was chosen as this exhibit: it names the original's SHA-256. */
  readonly entry: number;
}

export interface ExhibitRedaction {
  readonly label: string;
  readonly changes: readonly Change[];
  readonly omissions: readonly Omission[];
  /**
   * Whether everything but the persons' values stands in the derivative: whoever writes the original anew with a guess can
   * then test the guess with the original's hash, which stands in the journal.
   */
  readonly isGuessable: boolean;
}

/** One person as the log names them. */
export interface PersonFacts {
  readonly token: string;
  /** Why, in the examiner's words. */
  readonly reason: string;
  /** How much is looked for. */
  readonly names: number;
  readonly addresses: number;
  readonly words: number;
}

export interface RedactionFacts {
  /** The journal entry that holds the commitment to the list: the SHA-256 of a salted record. */
  readonly list: { readonly entry: number; readonly by: string; readonly at: string; readonly record: string };
  readonly persons: readonly PersonFacts[];
  readonly exhibits: readonly ExhibitRedaction[];
  /** Replacements in what the packet says beside the messages: names of files, sources, the examiner's notes. */
  readonly elsewhere: readonly Change[];
}
