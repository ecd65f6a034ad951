import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type HashBytes, leafHash, nodeHash, pureSha256 } from '../../../shared/packet-format/tree/merkle-hash';
import { MerkleTree } from '../../../shared/packet-format/tree/merkle-tree';
import { verifyConsistency, verifyInclusion } from '../../../shared/packet-format/tree/verify-proofs';
import fc from '../../helpers/properties';

const sha256: HashBytes = (bytes) => createHash('sha256').update(bytes).digest();
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const leaves = (count: number) => Array.from({ length: count }, (_, index) => Buffer.from(`line ${index}`));

function treeOf(lines: readonly Uint8Array[], hash: HashBytes = sha256): MerkleTree {
  const tree = new MerkleTree(hash);
  for (const line of lines) {
    tree.append(line);
  }
  return tree;
}

/** RFC 9162 section 2.1.1 word for word, without anything kept. */
function rootByDefinition(lines: readonly Uint8Array[]): Uint8Array {
  if (lines.length === 0) {
    return sha256(new Uint8Array(0));
  }
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) {
    return leafHash(sha256, only);
  }
  let split = 1;
  while (split * 2 < lines.length) {
    split *= 2;
  }
  return nodeHash(sha256, rootByDefinition(lines.slice(0, split)), rootByDefinition(lines.slice(split)));
}

describe('a Merkle tree', () => {
  test('has the published roots of the well-known eight leaves', () => {
    // certificate-transparency's and transparency-dev's own example.
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const tree = treeOf(inputs.map((text) => Buffer.from(text, 'hex')));

    expect(hex(tree.root(0))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hex(tree.root(1))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(hex(tree.root(8))).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  test('has at each size the root of the definition', () => {
    const lines = leaves(70);
    const tree = treeOf(lines);

    for (let size = 0; size <= lines.length; size += 1) {
      expect(hex(tree.root(size))).toBe(hex(rootByDefinition(lines.slice(0, size))));
    }
  });

  test('is the same with the hash of the house as with the one of the system', () => {
    const lines = leaves(33);

    expect(hex(treeOf(lines, pureSha256).root())).toBe(hex(treeOf(lines).root()));
  });

  test('proves each entry at each size, and no other entry, size or root', () => {
    const lines = leaves(40);
    const tree = treeOf(lines);
    let checked = 0;
    for (let size = 1; size <= lines.length; size += 1) {
      const state = { size, root: tree.root(size) };
      for (let index = 0; index < size; index += 1) {
        const proof = tree.inclusionProof(index, size);
        const hash = leafHash(sha256, lines[index] ?? new Uint8Array(0));
        expect(verifyInclusion(sha256, { index, hash }, state, proof)).toBe(true);
        expect(verifyInclusion(sha256, { index: (index + 1) % size, hash }, state, proof)).toBe(size === 1);
        expect(verifyInclusion(sha256, { index, hash: sha256(hash) }, state, proof)).toBe(false);
        checked += 1;
      }
    }
    expect(checked).toBe(820);
  });

  test('proves that each size continues each earlier one, and no other pair', () => {
    const tree = treeOf(leaves(48));
    const other = treeOf([Buffer.from('another'), ...leaves(47)]);
    for (let second = 1; second <= 48; second += 1) {
      for (let first = 1; first <= second; first += 1) {
        const proof = tree.consistencyProof(first, second);
        const [a, b] = [
          { size: first, root: tree.root(first) },
          { size: second, root: tree.root(second) },
        ];
        expect(verifyConsistency(sha256, a, b, proof)).toBe(true);
        expect(verifyConsistency(sha256, { ...a, root: other.root(first) }, b, proof)).toBe(false);
        expect(verifyConsistency(sha256, a, { ...b, root: other.root(second) }, proof)).toBe(false);
      }
    }
  });

  test('refuses sizes and entries that it does not have', () => {
    const tree = treeOf(leaves(5));

    for (const wrong of [6, -1, 1.5, Number.NaN, 2 ** 60]) {
      expect(() => tree.root(wrong)).toThrow(RangeError);
      expect(() => tree.inclusionProof(wrong)).toThrow(RangeError);
      expect(() => tree.consistencyProof(wrong)).toThrow(RangeError);
    }
    expect(() => tree.inclusionProof(4, 4)).toThrow(RangeError);
    expect(() => tree.consistencyProof(0)).toThrow(RangeError);
    expect(() => new MerkleTree(sha256).inclusionProof(0)).toThrow(RangeError);
  });

  test('of any lines proves any of them; a changed bit anywhere is told', () => {
    const lines = fc.array(fc.uint8Array({ maxLength: 80 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat(), fc.nat(255), (list, at, where, bit) => {
        const tree = treeOf(list);
        const index = at % list.length;
        const state = { size: list.length, root: tree.root() };
        const leaf = { index, hash: leafHash(sha256, list[index] ?? new Uint8Array(0)) };
        const proof = tree.inclusionProof(index);
        expect(verifyInclusion(sha256, leaf, state, proof)).toBe(true);
        const flipped = proof.map((hash) => Uint8Array.from(hash));
        const target = flipped[where % Math.max(1, flipped.length)];
        if (target !== undefined) {
          target[bit >> 3] = (target[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          expect(verifyInclusion(sha256, leaf, state, flipped)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the checks of proofs', () => {
  test('answer any input with yes or no', () => {
    const bytes = fc.oneof(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 40 }));
    const number = fc.oneof(fc.nat(70), fc.double(), fc.maxSafeInteger());
    fc.assert(
      fc.property(number, number, bytes, bytes, fc.array(bytes, { maxLength: 70 }), (a, b, one, two, proof) => {
        expect(verifyInclusion(sha256, { index: a, hash: one }, { size: b, root: two }, proof)).toBe(
          a === 0 && b === 1 && proof.length === 0 && one.length === 32 && hex(one) === hex(two),
        );
        const isSame = a === b && a >= 0 && Number.isSafeInteger(a) && proof.length === 0 && hex(one) === hex(two);
        expect(verifyConsistency(sha256, { size: a, root: one }, { size: b, root: two }, proof)).toBe(isSame);
      }),
      { numRuns: 2_000 },
    );
  });

  test('count beyond 32 bits', () => {
    const size = 2 ** 40 + 1;
    const leaf = leafHash(sha256, Buffer.from('last'));
    const left = sha256(Buffer.from('the first 2^40'));
    const state = { size, root: nodeHash(sha256, left, leaf) };

    expect(verifyInclusion(sha256, { index: 2 ** 40, hash: leaf }, state, [left])).toBe(true);
    expect(verifyInclusion(sha256, { index: 0, hash: leaf }, state, [left])).toBe(false);
    expect(verifyConsistency(sha256, { size: 2 ** 40, root: left }, state, [leaf])).toBe(true);
  });
});
