import type { ByteString } from '../../email/types';
import type { FileKind } from '../content/file-kind';
import { compoundFacts } from './compound';
import { exifFacts } from './exif';
import type { FileFacts } from './file-facts';
import { jpegFacts } from './jpeg';
import { zipFacts } from './office';
import { pdfFacts } from './pdf';
import { pngFacts } from './png';

/** One line for each kind of file that says when it was made. */
export const FILE_READERS: Readonly<Partial<Record<FileKind, (content: ByteString) => FileFacts>>> = {
  pdf: pdfFacts,
  zip: zipFacts,
  ole: compoundFacts,
  jpeg: jpegFacts,
  png: pngFacts,
  tiff: (content) => exifFacts(content, 0),
};
