import type { Entry, ZipFile } from 'yauzl';
import { sourceWords } from '../../../shared/wording/packet-checks';

/** A data descriptor after the bytes (APPNOTE.TXT 4.3.9): 16 bytes, 24 with 64-bit sizes. */
const DESCRIPTOR_MAX = 24;

interface Stretch {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Whether entries of an archive overlap, leave room for hidden bytes between them, or have another name in front of
 * their bytes than in the list at the end: two programs would then see two archives.
 */
export async function overlapProblem(
  zip: ZipFile,
  entries: readonly Entry[],
  nameOf: (entry: Entry) => string,
): Promise<string | undefined> {
  const stretches: Stretch[] = [];
  for (const entry of entries) {
    const name = nameOf(entry);
    const header = await zip.readLocalFileHeaderPromise(entry).catch(() => undefined);
    if (header === undefined || Buffer.from(header.fileName).toString('latin1') !== name) {
      return sourceWords.headerMismatch(name);
    }
    const end = header.fileDataStart + entry.compressedSize;
    stretches.push({ name, start: entry.relativeOffsetOfLocalHeader, end });
  }
  return gapProblem(stretches.sort((a, b) => a.start - b.start));
}

function gapProblem(stretches: readonly Stretch[]): string | undefined {
  let end = 0;
  for (const [index, stretch] of stretches.entries()) {
    const gap = stretch.start - end;
    if (gap < 0 || gap > (index === 0 ? 0 : DESCRIPTOR_MAX)) {
      return sourceWords.overlap(stretch.name);
    }
    end = stretch.end;
  }
  return undefined;
}
