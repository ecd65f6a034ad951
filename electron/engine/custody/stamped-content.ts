import { headText, originOf } from '../../../shared/packet-format/tree/checkpoint';
import type { MerkleTree } from '../../../shared/packet-format/tree/merkle-tree';

/**
 * What a time stamp is over: the three lines of a checkpoint that are signed, with their line ends, in UTF-8; neither the
 * empty line nor a signature. So it can be made again from the journal, and a later signature changes nothing.
 *
 * @param size at most the tree's
 */
export function stampedContent(caseId: string, tree: MerkleTree, size: number): Uint8Array {
  return Buffer.from(headText({ origin: originOf(caseId), size, root: tree.root(size) }), 'utf8');
}
