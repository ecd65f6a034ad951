import { exhibitPaths } from '../../../../shared/packet-format/payload-names';
import { buildSentences } from '../../../../shared/wording/packet-build';
import type { PacketPart, PartFile } from './packet-part';

/** The messages, byte for byte; a message that no longer has its hash is never handed over. */
export const exhibits: PacketPart = function* ({ content }): Generator<PartFile> {
  const paths = exhibitPaths(content.exhibits.map((exhibit) => exhibit.label));
  for (const [index, exhibit] of content.exhibits.entries()) {
    yield {
      path: paths[index] ?? '',
      pieces: exhibit.bytes(),
      expected: { sha256: exhibit.message.sha256, sentence: buildSentences.exhibitChanged(exhibit.label) },
    };
  }
};
