import { exhibitFile } from '../../../../shared/packet-format/exhibit-file';
import { exhibitPaths } from '../../../../shared/packet-format/payload-names';
import { buildSentences } from '../../../../shared/wording/packet-build';
import type { PacketPart, PartFile } from './packet-part';

/** The messages, byte for byte, or their redacted copies; a file that no longer has its hash is never handed over. */
export const exhibits: PacketPart = function* ({ content }): Generator<PartFile> {
  const paths = exhibitPaths(content.exhibits);
  for (const [index, exhibit] of content.exhibits.entries()) {
    yield {
      path: paths[index] ?? '',
      pieces: exhibit.bytes(),
      expected: { sha256: exhibitFile(exhibit).sha256, sentence: buildSentences.exhibitChanged(exhibit.label) },
    };
  }
};
