/** Checks proofs of a Merkle tree (RFC 9162 sections 2.1.3.2, 2.1.4.2). Any input: what does not fit is false, nothing throws. */
import { equalBytes } from '../der';
import { HASH_LENGTH, type HashBytes, nodeHash } from './merkle-hash';

/** A tree at one size, as a checkpoint states it. */
export interface TreeState {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether a leaf with this hash is number `index` of the tree. */
export function verifyInclusion(
  hash: HashBytes,
  leaf: { readonly index: number; readonly hash: Uint8Array },
  tree: TreeState,
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(leaf.index) || !isCount(tree.size) || leaf.index >= tree.size || !areHashes([leaf.hash, ...proof])) {
    return false;
  }
  const climb = new Climb(leaf.index, tree.size - 1);
  let root = leaf.hash;
  for (const sibling of proof) {
    if (climb.isAtTop) {
      return false;
    }
    if (climb.isRightChild) {
      root = nodeHash(hash, sibling, root);
      climb.skipMissingSiblings();
    } else {
      root = nodeHash(hash, root, sibling);
    }
    climb.up();
  }
  return climb.isAtTop && equalBytes(root, tree.root);
}

/**
 * Whether the first tree is a beginning of the second.
 *
 * An empty first tree is refused unless both are: a beginning without a leaf says nothing.
 */
export function verifyConsistency(
  hash: HashBytes,
  first: TreeState,
  second: TreeState,
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(first.size) || !isCount(second.size) || first.size > second.size) {
    return false;
  }
  if (first.size === second.size) {
    return proof.length === 0 && equalBytes(first.root, second.root);
  }
  if (first.size === 0) {
    return false;
  }
  const path = isPowerOfTwo(first.size) ? [first.root, ...proof] : proof;
  const [seed, ...rest] = path;
  if (proof.length === 0 || seed === undefined || !areHashes(path)) {
    return false;
  }
  const climb = new Climb(first.size - 1, second.size - 1);
  climb.skipCompleteSubtree();
  let [firstRoot, secondRoot] = [seed, seed];
  for (const sibling of rest) {
    if (climb.isAtTop) {
      return false;
    }
    if (climb.isRightChild) {
      firstRoot = nodeHash(hash, sibling, firstRoot);
      secondRoot = nodeHash(hash, sibling, secondRoot);
      climb.skipMissingSiblings();
    } else {
      secondRoot = nodeHash(hash, secondRoot, sibling);
    }
    climb.up();
  }
  return climb.isAtTop && equalBytes(firstRoot, first.root) && equalBytes(secondRoot, second.root);
}

/** The way from a node to the root: `fn` and `sn` of the RFC, without bit operations, which end at 2^31. */
class Climb {
  #node: number;
  #last: number;

  constructor(node: number, last: number) {
    this.#node = node;
    this.#last = last;
  }

  get isAtTop(): boolean {
    return this.#last === 0;
  }

  get isRightChild(): boolean {
    return this.#node % 2 === 1 || this.#node === this.#last;
  }

  up(): void {
    this.#node = Math.floor(this.#node / 2);
    this.#last = Math.floor(this.#last / 2);
  }

  /** The last node of a level has no sibling where the level above has none either. */
  skipMissingSiblings(): void {
    while (this.#node % 2 === 0 && this.#node !== 0) {
      this.up();
    }
  }

  skipCompleteSubtree(): void {
    while (this.#node % 2 === 1) {
      this.up();
    }
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function areHashes(values: readonly Uint8Array[]): boolean {
  return values.every((value) => value.length === HASH_LENGTH);
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}
