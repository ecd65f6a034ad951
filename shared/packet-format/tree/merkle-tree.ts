/**
 * A Merkle tree that grows at its end (RFC 9162 section 2.1), with the hash of every complete subtree kept.
 *
 * One pass over the leaves costs two hashes a leaf; roots and proofs of any earlier size then cost some log₂ n hashes.
 */
import { emptyRoot, HASH_LENGTH, type HashBytes, leafHash, nodeHash } from './merkle-hash';

export class MerkleTree {
  readonly #hash: HashBytes;
  /** At level `k`, in order, the hashes of the complete subtrees of 2^k leaves. */
  readonly #levels: HashList[] = [];

  constructor(hash: HashBytes) {
    this.#hash = hash;
  }

  /** Number of leaves. */
  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  append(leaf: Uint8Array): void {
    let added = leafHash(this.#hash, leaf);
    for (let level = 0; ; level += 1) {
      const list = this.#level(level);
      list.push(added);
      if (list.length % 2 === 1) {
        return;
      }
      added = nodeHash(this.#hash, list.at(list.length - 2), added);
    }
  }

  /**
   * Root of the first `size` leaves.
   *
   * @throws RangeError when there are not so many
   */
  root(size: number = this.size): Uint8Array {
    assertWithin(size, this.size, 'a size of the tree');
    return size === 0 ? emptyRoot(this.#hash) : this.#subtree(0, size);
  }

  /**
   * Proof that leaf `index` is in the tree of `size` leaves, from the leaf's sibling upwards (RFC 9162 section 2.1.3.1).
   *
   * @throws RangeError
   */
  inclusionProof(index: number, size: number = this.size): readonly Uint8Array[] {
    assertWithin(size, this.size, 'a size of the tree');
    assertWithin(index, size - 1, 'a leaf of the tree');
    return this.#path(index, 0, size);
  }

  /**
   * Proof that the tree of `first` leaves is a beginning of the one of `second` (RFC 9162 section 2.1.4.1).
   *
   * @param first at least 1: that an empty tree is a beginning of any needs no proof
   * @throws RangeError
   */
  consistencyProof(first: number, second: number = this.size): readonly Uint8Array[] {
    assertWithin(second, this.size, 'a size of the tree');
    assertWithin(first - 1, second - 1, 'a size of an earlier tree');
    return this.#subproof(first, 0, second, true);
  }

  #level(level: number): HashList {
    const known = this.#levels[level];
    const list = known ?? new HashList();
    if (known === undefined) {
      this.#levels.push(list);
    }
    return list;
  }

  /** MTH(D[start:end]), the range not empty. */
  #subtree(start: number, end: number): Uint8Array {
    const size = end - start;
    const split = largestPowerBelow(size);
    if (split * 2 === size || size === 1) {
      // Of the ranges that arise by splitting, each of a power of two is a complete subtree.
      const level = Math.log2(size);
      return this.#level(level).at(start / size);
    }
    return nodeHash(this.#hash, this.#subtree(start, start + split), this.#subtree(start + split, end));
  }

  #path(index: number, start: number, end: number): readonly Uint8Array[] {
    if (end - start === 1) {
      return [];
    }
    const middle = start + largestPowerBelow(end - start);
    return index < middle
      ? [...this.#path(index, start, middle), this.#subtree(middle, end)]
      : [...this.#path(index, middle, end), this.#subtree(start, middle)];
  }

  /** @param isWhole the earlier root is this very subtree's and known to who checks, so it is not repeated */
  #subproof(first: number, start: number, end: number, isWhole: boolean): readonly Uint8Array[] {
    if (start + first === end) {
      return isWhole ? [] : [this.#subtree(start, end)];
    }
    const split = largestPowerBelow(end - start);
    const middle = start + split;
    return first <= split
      ? [...this.#subproof(first, start, middle, isWhole), this.#subtree(middle, end)]
      : [...this.#subproof(first - split, middle, end, false), this.#subtree(start, middle)];
  }
}

function assertWithin(value: number, last: number, what: string): void {
  if (!Number.isSafeInteger(value) || value < 0 || value > last) {
    throw new RangeError(`there is no such thing as ${what} at ${value}: the last is ${last}`);
  }
}

/** The largest power of two below `size`; 1 for a size of 1 or 2. */
function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) {
    power *= 2;
  }
  return power;
}

/** Hashes one behind the other in one buffer: 100,000 of them take 3 MB, not 100,000 objects. */
class HashList {
  #bytes = new Uint8Array(64 * HASH_LENGTH);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(hash: Uint8Array): void {
    const at = this.#length * HASH_LENGTH;
    if (at === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(hash, at);
    this.#length += 1;
  }

  /** A copy. */
  at(index: number): Uint8Array {
    return this.#bytes.slice(index * HASH_LENGTH, (index + 1) * HASH_LENGTH);
  }
}
