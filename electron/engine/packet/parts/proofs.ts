import { provenIn } from '../../../../shared/packet-format/packet-description';
import { CHECKPOINT } from '../../../../shared/packet-format/packet-layout';
import { proofPath } from '../../../../shared/packet-format/proven-entries';
import { formatCheckpoint } from '../../../../shared/packet-format/tree/checkpoint';
import { formatProof } from '../../../../shared/packet-format/tree/tlog-proof';
import { treeOf } from '../../custody/journal-tree';
import { type PacketPart, type PartFile, textFile } from './packet-part';

/** The journal's signed state, and for the entries that stand behind the exhibits a proof each. */
export const proofs: PacketPart = function* ({ content }): Generator<PartFile> {
  const { checkpoint, journalBytes } = content;
  const tree = treeOf(journalBytes);
  yield textFile(CHECKPOINT, formatCheckpoint(checkpoint));
  for (const index of provenIn(content)) {
    const hashes = tree.inclusionProof(index, checkpoint.size);
    yield textFile(proofPath(index), formatProof({ index, hashes, checkpoint }));
  }
};
