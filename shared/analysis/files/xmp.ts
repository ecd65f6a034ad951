import type { ByteString } from '../../email/types';
import { type FileFacts, NO_FACTS } from './file-facts';
import { xmlFacts, xmlNames } from './xml-values';

/** The packet of properties in PDF documents and pictures (ISO 16684-1). */

const NAMES = xmlNames({
  'xmp:CreateDate': { kind: 'xmp.created' },
  'xmp:ModifyDate': { kind: 'xmp.modified' },
  'xmp:MetadataDate': { kind: 'xmp.metadata' },
  'xmp:CreatorTool': { role: 'program' },
});

const LONGEST = 256 << 10;

/** The first packet that stands in the content as plain text, between `from` and `to`. */
export function xmpFacts(content: ByteString, from = 0, to = content.length): FileFacts {
  const at = content.indexOf('<x:xmpmeta', from);
  if (at === -1 || at >= to) {
    return NO_FACTS;
  }
  const close = content.indexOf('</x:xmpmeta', at);
  const end = Math.min(to, at + LONGEST, close === -1 ? to : close);
  return xmlFacts(content.slice(at, end), NAMES, (range) => ({ start: at + range.start, end: at + range.end }));
}
