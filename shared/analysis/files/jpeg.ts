import type { ByteString } from '../../email/types';
import { exifFacts } from './exif';
import { type FileFacts, joinFacts } from './file-facts';
import { uint16 } from './numbers';
import { xmpFacts } from './xmp';

const MOST_SEGMENTS = 500;
const [APP1, START_OF_SCAN] = [0xe1, 0xda];
const EXIF = 'Exif\0\0';
const XMP = 'http://ns.adobe.com/xap/1.0/\0';

/** The segments before the picture itself (ITU-T T.81 annex B.1.1.4; Exif 2.32 section 4.7.2). */
export function jpegFacts(content: ByteString): FileFacts {
  const facts: FileFacts[] = [];
  let at = 2;
  for (let count = 0; count < MOST_SEGMENTS && content[at] === '\xff'; count += 1) {
    const kind = content.charCodeAt(at + 1);
    const [start, next] = [at + 4, at + 2 + Math.max(2, uint16(content, at + 2, false))];
    if (kind === START_OF_SCAN) {
      break;
    }
    if (kind === APP1 && content.startsWith(EXIF, start)) facts.push(exifFacts(content, start + EXIF.length));
    if (kind === APP1 && content.startsWith(XMP, start)) facts.push(xmpFacts(content, start, next));
    at = next;
  }
  return joinFacts(facts);
}
