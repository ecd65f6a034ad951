import { stampPaths } from '../../../../shared/packet-format/stamp-paths';
import { type PacketPart, type PartFile, textFile } from './packet-part';

/** The time stamps that the journal records, each with what it is over. */
export const timestamps: PacketPart = function* ({ content }): Generator<PartFile> {
  for (const { entry, answer, checkpoint, chain } of content.timestamps) {
    const paths = stampPaths(entry);
    yield { path: paths.answer, pieces: [answer] };
    yield textFile(paths.checkpoint, checkpoint);
    if (chain !== '') {
      yield textFile(paths.chain, chain);
    }
  }
};
