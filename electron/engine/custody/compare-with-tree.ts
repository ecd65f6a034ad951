import { equalBytes } from '../../../shared/packet-format/der';
import type { MerkleTree } from '../../../shared/packet-format/tree/merkle-tree';
import type { TreeState } from '../../../shared/packet-format/tree/verify-proofs';
import { checkpointWords } from '../../../shared/wording/checkpoints';

export interface NamedState {
  /** For sentences. */
  readonly file: string;
  readonly checkpoint: TreeState;
}

/**
 * Sentences on the states that the tree does not continue; none when it continues all.
 *
 * With the whole tree at hand no proof is needed: the root at the stated size tells. A state that still fits narrows
 * down where the journal was changed.
 */
export function compareWithTree(tree: MerkleTree, states: readonly NamedState[]): readonly string[] {
  const problems: string[] = [];
  let fitting = 0;
  for (const { file, checkpoint } of [...states].sort((a, b) => a.checkpoint.size - b.checkpoint.size)) {
    const { size, root } = checkpoint;
    if (size > tree.size) {
      problems.push(checkpointWords.tooShort(file, size, tree.size));
    } else if (equalBytes(root, tree.root(size))) {
      fitting = size;
    } else {
      problems.push(checkpointWords.otherRoot(file, fitting, size));
    }
  }
  return problems;
}
