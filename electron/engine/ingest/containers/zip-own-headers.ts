/** What each listed file's own header says, beside what the list says of it: programs differ on which of them they believe. */
import type { Entry } from 'yauzl';
import { readableName } from '../readable-name';
import type { ArchiveBytes } from './zip-bytes';
import type { Range } from './zip-gaps';
import { localHeaderAt } from './zip-local-header';

export interface OwnHeaders {
  /** The bytes of the file that listed files lie in. */
  readonly covered: readonly Range[];
  /** By the entry's place in the list. */
  readonly remarks: ReadonlyMap<number, readonly string[]>;
}

/** `base`: where the archive begins in its file. */
export function ownHeaders(archive: ArchiveBytes, entries: readonly Entry[], base: number): OwnHeaders {
  const covered: Range[] = [];
  const remarks = new Map<number, readonly string[]>();
  const inOrder = entries
    .map((entry, index) => ({ entry, index, at: base + entry.relativeOffsetOfLocalHeader }))
    .sort((a, b) => a.at - b.at);
  for (const { entry, index, at } of inOrder) {
    const header = localHeaderAt(archive, at);
    if (header === null) {
      continue;
    }
    covered.push({ start: at, end: header.start + entry.compressedSize });
    const said = [
      sameName(header.name, entry.fileNameRaw)
        ? null
        : `Its own header names it "${readableName(header.name)}"; the list of the archive names it "${readableName(entry.fileNameRaw)}".`,
      header.method === entry.compressionMethod ? null : 'Its own header gives another way of packing than the list.',
      header.isSizeGiven && (header.packedBytes !== entry.compressedSize || header.bytes !== entry.uncompressedSize)
        ? `Its own header gives ${header.bytes} bytes (${header.packedBytes} packed); the list gives ${entry.uncompressedSize} (${entry.compressedSize} packed).`
        : null,
    ].filter((one) => one !== null);
    if (said.length > 0) {
      remarks.set(index, said);
    }
  }
  return { covered, remarks };
}

/** Old programs write `\` in one place and `/` in the other. */
function sameName(own: Buffer, listed: Buffer): boolean {
  const plain = (name: Buffer): string => name.toString('latin1').replaceAll('\\', '/');
  return plain(own) === plain(listed);
}
