import type { Rebuilt } from '../containers/container';

/** A message inside a message, as a worker found it. Places in the same list are named by their index. */
export interface EnclosedMessage {
  /** The message that it lies in: an index in the list, or -1 for the message that was searched. */
  readonly parent: number;
  /** Whose bytes hold it: an index in the list, or -1 for the object of the message that was searched. */
  readonly holder: number;
  /** From the holder's first byte; from the object's first byte where the holder is -1. */
  readonly start: number;
  readonly length: number;
  /** Its bytes where they had to be decoded or rebuilt: an object of its own. */
  readonly bytes: Uint8Array | null;
  readonly sha256: string;
  readonly contentSha256: string;
  /** Where it stands in its parent, as IMAP counts parts, such as `2.1`. */
  readonly part: string;
  readonly rebuilt: Rebuilt | null;
}

export interface EnclosedReading {
  readonly messages: readonly EnclosedMessage[];
  /** What was not searched or not read, in plain sentences. */
  readonly remarks: readonly string[];
}

export const ENCLOSED_LIMITS = {
  /** Messages inside messages; one that is attached to a message taken in is at depth 1. */
  depth: 5,
  /** Messages inside one message, at all depths. */
  messages: 1_000,
  /** A larger message is not searched. */
  bytes: 128 << 20,
} as const;
