/**
 * The vectors of transparency-dev/merkle (test/fixtures/merkle-vectors.json, Apache-2.0) against the checks of proofs.
 *
 * Used by the unit test, and as a program of its own under Electron's Node, whose crypto is another one.
 */

import { sha256Bytes } from '../../electron/engine/custody/journal-tree';
import { verifyConsistency, verifyInclusion } from '../../shared/packet-format/tree/verify-proofs';

interface Vector {
  readonly place: string;
  readonly desc: string;
  readonly proof: readonly string[];
  readonly wantErr: boolean;
}

interface InclusionVector extends Vector {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
}

interface ConsistencyVector extends Vector {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
}

export interface MerkleVectors {
  readonly inclusion: readonly InclusionVector[];
  readonly consistency: readonly ConsistencyVector[];
}

export interface VectorsReport {
  readonly checked: number;
  /** Vectors that are judged otherwise than by their makers. */
  readonly wrong: readonly string[];
}

const bytes = (text: string) => Buffer.from(text, 'base64');

export function checkVectors({ inclusion, consistency }: MerkleVectors): VectorsReport {
  const judged = [
    ...inclusion.map((vector) => ({ vector, isGood: isIncluded(vector) })),
    ...consistency.map((vector) => ({ vector, isGood: isConsistent(vector) })),
  ];
  const wrong = judged.filter(({ vector, isGood }) => isGood === vector.wantErr);
  return { checked: judged.length, wrong: wrong.map(({ vector }) => `${vector.place}: ${vector.desc}`) };
}

function isIncluded({ leafIdx, treeSize, root, leafHash, proof }: InclusionVector): boolean {
  const leaf = { index: leafIdx, hash: bytes(leafHash) };
  return verifyInclusion(sha256Bytes, leaf, { size: treeSize, root: bytes(root) }, proof.map(bytes));
}

function isConsistent({ size1, size2, root1, root2, proof }: ConsistencyVector): boolean {
  const [first, second] = [
    { size: size1, root: bytes(root1) },
    { size: size2, root: bytes(root2) },
  ];
  return verifyConsistency(sha256Bytes, first, second, proof.map(bytes));
}
