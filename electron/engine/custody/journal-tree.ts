/** The Merkle tree over a journal's stored lines; it follows the file, so that each line is read and hashed once. */
import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { MerkleTree } from '../../../shared/packet-format/tree/merkle-tree';
import { wholeLines } from '../../../shared/packet-format/verify-journal';
import { errorCode } from '../fs/error-code';

/** By the system's library. */
export const sha256Bytes = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** Tree over the whole lines in `bytes`. */
export function treeOf(bytes: Uint8Array): MerkleTree {
  const tree = new MerkleTree(sha256Bytes);
  for (const { start, end } of wholeLines(bytes)) {
    tree.append(bytes.subarray(start, end));
  }
  return tree;
}

const PIECE_BYTES = 1 << 18;

export class JournalTree {
  readonly #path: string;
  readonly #tree = new MerkleTree(sha256Bytes);
  /** Bytes of the lines that are in the tree. */
  #end = 0;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /** The tree, brought up to the file's last whole line. Not to be kept: it grows with the next call. */
  async current(): Promise<MerkleTree> {
    const turn = this.#reading.then(() => this.#readOn());
    this.#reading = turn.catch(() => undefined);
    await turn;
    return this.#tree;
  }

  async #readOn(): Promise<void> {
    let rest: Buffer = Buffer.alloc(0);
    for await (const piece of createReadStream(this.#path, { start: this.#end, highWaterMark: PIECE_BYTES })) {
      const bytes: Buffer = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      let done = 0;
      for (const { start, end } of wholeLines(bytes)) {
        this.#tree.append(bytes.subarray(start, end));
        done = end + 1;
      }
      this.#end += done;
      rest = bytes.subarray(done);
    }
  }
}

/** The tree of a journal that may be missing; null then. */
export async function readTree(path: string): Promise<MerkleTree | null> {
  try {
    return await new JournalTree(path).current();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return null;
    }
    throw error;
  }
}
