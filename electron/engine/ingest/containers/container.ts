/**
 * Containers: files that hold files or messages. They are opened in a worker, because what they hold was made by others.
 *
 * A worker sends one item after the other; every item has an ordinal, so that work goes on behind one that broke a worker.
 */
import { join } from 'node:path';
import type { StoreFacts } from '../../../../shared/contract/store-facts';

export type ContainerKind = 'zip' | 'tar' | 'gzip' | 'msg' | 'pst' | 'tnef';

export interface UnpackRequest {
  readonly kind: ContainerKind;
  /** The container's copy in the vault. */
  readonly path: string;
  /** Its name as it was received: some formats do not name what they hold. */
  readonly name: string;
  /** Items with a smaller ordinal were sent before. */
  readonly from: number;
  /** How many bytes may come out, and how many items. */
  readonly bytesLeft: number;
  readonly itemsLeft: number;
  /** Where what is too large for memory is put, and 16 hexadecimal digits for names of ours that are swept after a kill. */
  readonly staging: { readonly folder: string; readonly id: string };
}

/** A message that had to be put together from a mail program's properties. */
export interface Rebuilt {
  /** Reader and version. */
  readonly by: string;
  /** What the container does not hold, in plain words. */
  readonly missing: readonly string[];
}

interface Item {
  readonly ordinal: number;
  /** Path inside the container, with `/`; a label, never a place on disk. */
  readonly path: string;
}

/** A file inside; its bytes, or where they were put when there are many. */
export interface InnerFile extends Item {
  readonly kind: 'file';
  readonly content: Uint8Array | { readonly staged: string };
  readonly modifiedAt: string | null;
  readonly remarks: readonly string[];
}

export interface InnerMessage extends Item {
  readonly kind: 'message';
  readonly bytes: Uint8Array;
  readonly rebuilt: Rebuilt;
  readonly store: StoreFacts;
}

/** Something that stays in the container and is named. */
export interface InnerAside extends Item {
  readonly kind: 'aside';
  readonly reason: string;
}

export type UnpackedItem = InnerFile | InnerMessage | InnerAside;

/** What is known about the container once it was read to its end. */
export interface UnpackEnd {
  readonly variant: string;
  readonly remarks: readonly string[];
  /** Why it could not be read at all; null when it could, at least in part. */
  readonly problem: string | null;
}

/** A file of ours for one inner file. */
export function stagedPlace({ staging }: UnpackRequest, ordinal: number): string {
  return join(staging.folder, `.inner-${ordinal}.${staging.id}.chainmail-tmp`);
}

export type Unpacking = AsyncGenerator<UnpackedItem, UnpackEnd>;

/** `working` is called while one item is read, so that a large one is not taken for one that hangs. */
export type Unpacker = (request: UnpackRequest, working?: () => void) => Unpacking;

export const UNPACK_LIMITS = {
  /** Containers inside containers; the outermost is 1. */
  depth: 5,
  /** Files and messages that one file taken in may hold, at all depths. */
  items: 1_000_000,
  /** Bytes that may come out of one file taken in, at all depths: so many times its size, and never less than the floor. */
  ratio: 200,
  floorBytes: 512 << 20,
  /** A larger inner file goes through a file of its own instead of memory. */
  inMemoryBytes: 8 << 20,
  /** One message inside a mail program's container. */
  messageBytes: 512 << 20,
  /** Waiting for one item, or for a sign that more of it was read. */
  itemMs: 20_000,
  /** Such a sign comes after so many bytes. */
  signBytes: 8 << 20,
  /** Workers lost over one container, and how many in a row without anything new. */
  restarts: 20,
  fruitless: 2,
} as const;
