/**
 * What reads a file that was taken in: by its content, from its copy in the vault, into messages as byte ranges.
 *
 * A format is added by one file here and one line in `registry.ts`.
 */
import type { Evidence } from '../../../../shared/contract/model';
import type { StoreFacts } from '../../../../shared/contract/store-facts';
import type { ByteSource } from '../byte-source';

export interface ReaderMatch {
  /** Why this reader was chosen, for the record: `content` or `name`. */
  readonly by: 'content' | 'name';
}

/** A message that lies in its file in another form: kept as an object of its own. */
export interface ChangedMessage {
  readonly bytes: Uint8Array;
  /** Reader and version. */
  readonly by: string;
  /** How its bytes came about, in plain words. */
  readonly done: readonly string[];
}

/** One message of a file, as the reader found it. */
export interface FoundMessage {
  /** Where it lies in the file, also where it was changed. */
  readonly start: number;
  readonly end: number;
  /** SHA-256 of the bytes as they lie. */
  readonly sha256: string;
  /** SHA-256 with the container's quoting undone, where that can be known; else the same. */
  readonly contentSha256: string;
  /** Where its bytes are not those of the file; both hashes are then those of the changed bytes. */
  readonly changed?: ChangedMessage;
  /** What the file says of it beside its bytes. */
  readonly store?: StoreFacts;
}

/** What the reader says about the whole file once it has read it. */
export interface ReadFile {
  readonly format: Evidence['format'];
  /** The kind of container, such as `mboxrd`; empty where the format has none. */
  readonly variant: string;
  /** What a person should know about the reading, in plain sentences. */
  readonly remarks: readonly string[];
  /** Why no message was read from it, where the reader knows. */
  readonly problem?: string;
  /** The file is what it should be without holding a message: DNS answers. */
  readonly isNoMail?: true;
}

export interface SplitContext {
  /** Name of the file as it was received. */
  readonly name: string;
  readonly sha256: string;
  readonly signal: AbortSignal | undefined;
  /** Called for each message in order; the reader waits for it. */
  readonly onMessage: (message: FoundMessage) => Promise<void>;
}

export interface Reader {
  readonly id: string;
  /** Raised whenever the same bytes could be split in another way. */
  readonly version: number;
  /** Whether the file is for this reader, by its first bytes; the name decides only where bytes cannot. */
  readonly recognise: (head: Uint8Array, name: string) => ReaderMatch | undefined;
  readonly split: (source: ByteSource, context: SplitContext) => Promise<ReadFile>;
}

/** How much of a file's beginning a reader sees to recognise it. */
export const HEAD_BYTES = 64 << 10;
