/**
 * Files of a zip archive that its list does not name, found by the header in front of each: all of them where the list is
 * missing, what lies between the listed ones otherwise.
 */
import { stagedPlace, type UnpackedItem, type UnpackRequest } from './container';
import { InnerContent, type OutputBudget, TooMuch } from './inner-content';
import { innerName, type NameTally } from './inner-name';
import type { ArchiveBytes } from './zip-bytes';
import { type EntryContent, readEntryContent } from './zip-entry-content';
import type { Range } from './zip-gaps';
import { LOCAL_HEADER, type LocalHeader, localHeaderAt } from './zip-local-header';

/** What is searched of one archive, in bytes and in places that begin like a header. */
const SEARCHED_BYTES = 1 << 30;
const SEARCHED_PLACES = 4_000_000;
/** Packed bytes that may be read in vain: so many times the archive's size, and never less than the floor. */
const VAIN_RATIO = 4;
const VAIN_FLOOR = 64 << 20;

export interface HeaderSearch {
  readonly archive: ArchiveBytes;
  readonly gaps: readonly Range[];
  readonly request: UnpackRequest;
  readonly budget: OutputBudget;
  readonly names: NameTally;
  /** Ordinal of the first file found. */
  readonly first: number;
  /** Folder that such files are put into, as a label, and what is said of each; null where the archive has no list. */
  readonly unlisted: { readonly folder: string; readonly remark: (at: number) => string } | null;
}

export interface HeaderFindings {
  readonly items: number;
  /** The place at which the search had to end; null when everything was searched. */
  readonly endedAt: number | null;
}

export async function* filesByHeaders(search: HeaderSearch): AsyncGenerator<UnpackedItem, HeaderFindings> {
  const { archive, request, first } = search;
  const left = { bytes: SEARCHED_BYTES, places: SEARCHED_PLACES, vain: VAIN_FLOOR + archive.size * VAIN_RATIO };
  let ordinal = first;
  for (const gap of search.gaps) {
    const last = Math.min(gap.end, gap.start + left.bytes);
    left.bytes -= last - gap.start;
    let at = archive.find(LOCAL_HEADER, gap.start, last);
    while (at !== -1) {
      if (Math.min(left.places, left.vain, search.budget.left + 1, request.itemsLeft - (ordinal - first)) <= 0) {
        return { items: ordinal - first, endedAt: at };
      }
      left.places -= 1;
      const found = await readFound(search, localHeaderAt(archive, at), gap, ordinal);
      left.vain -= found.vain;
      if (found.item !== null) {
        if (ordinal >= request.from) {
          yield found.item;
        }
        ordinal += 1;
      }
      at = archive.find(LOCAL_HEADER, Math.max(found.next, at + LOCAL_HEADER.length), last);
    }
    if (last < gap.end) {
      return { items: ordinal - first, endedAt: last };
    }
  }
  return { items: ordinal - first, endedAt: null };
}

interface Found {
  readonly item: UnpackedItem | null;
  /** Where the search goes on, at the earliest. */
  readonly next: number;
  /** Packed bytes that were read and will be read again. */
  readonly vain: number;
}

const NOTHING: Found = { item: null, next: 0, vain: 0 };

async function readFound(
  search: HeaderSearch,
  header: LocalHeader | null,
  gap: Range,
  ordinal: number,
): Promise<Found> {
  if (header === null) {
    return NOTHING;
  }
  const reason = notRead(header);
  if (isFolder(header) || (header.isOdd && reason !== null)) {
    return { ...NOTHING, next: isFolder(header) ? header.start : 0 };
  }
  if (reason !== null) {
    const end = header.start + (header.isOpen ? 0 : header.packedBytes);
    return { item: asideOf(search, header, ordinal, reason), next: end > gap.end ? header.start : end, vain: 0 };
  }
  const content = new InnerContent(stagedPlace(search.request, ordinal), search.budget);
  try {
    const read = await readEntryContent(search.archive, header, gap.end, content);
    return fileOf(search, { header, gap, ordinal, content, read });
  } catch (error) {
    content.discard();
    if (error instanceof TooMuch) {
      const item = header.isOdd ? null : asideOf(search, header, ordinal, error.reason);
      return { item, next: header.start, vain: content.bytes };
    }
    throw error;
  }
}

function isFolder({ name, packedBytes, isOpen }: LocalHeader): boolean {
  return name.at(-1) === 0x2f && packedBytes === 0 && !isOpen;
}

function notRead({ isEncrypted, method }: LocalHeader): string | null {
  if (isEncrypted) {
    return 'it is encrypted with a password';
  }
  return method === 0 || method === 8 ? null : `it is packed in a way that is not read (method ${method})`;
}

interface ReadFile {
  readonly header: LocalHeader;
  readonly gap: Range;
  readonly ordinal: number;
  readonly content: InnerContent;
  readonly read: EntryContent;
}

const DAMAGED = 'It was cut off or damaged in the archive; what could be unpacked was taken in.';
const MISSING = 'its bytes are missing or damaged; what is there';

function fileOf(search: HeaderSearch, { header, gap, ordinal, content, read }: ReadFile): Found {
  const isGood = read.isWhole && read.isSum !== false;
  const next = isGood || isFollowed(search, header, gap, read) ? read.end : header.start;
  const vain = next === read.end ? 0 : read.end - header.start;
  const isBorneOut = read.isWhole && read.isSum === true && content.bytes > 0;
  if (header.isOdd && !isBorneOut) {
    content.discard();
    return { ...NOTHING, vain: read.end - header.start };
  }
  const { problem } = innerName(header.name);
  if (problem !== null || (content.bytes === 0 && !isGood)) {
    content.discard();
    return { item: asideOf(search, header, ordinal, problem ?? MISSING, problem === null), next, vain };
  }
  if (ordinal < search.request.from) {
    content.discard();
    return { item: asideOf(search, header, ordinal, 'it was sent before'), next, vain };
  }
  const { path, remarks } = labelOf(search, header);
  const whole = content.finish();
  if (whole instanceof TooMuch) {
    return { item: asideOf(search, header, ordinal, whole.reason), next, vain };
  }
  const said = isGood ? remarks : [...remarks, DAMAGED];
  return { item: { kind: 'file', ordinal, path, content: whole, modifiedAt: null, remarks: said }, next, vain };
}

/** Whether damaged bytes still end where their header says: at the next header, or as an archive that is opened by itself. */
function isFollowed({ archive }: HeaderSearch, header: LocalHeader, gap: Range, { end }: EntryContent): boolean {
  const isArchive = header.method === 0 && archive.peek(header.start, 4).equals(LOCAL_HEADER);
  const isThere = !header.isOpen && header.start + header.packedBytes <= gap.end;
  return (
    isArchive || (isThere && end === header.start + header.packedBytes && archive.peek(end, 2).toString() === 'PK')
  );
}

function labelOf({ names, unlisted }: HeaderSearch, header: LocalHeader) {
  const { path } = innerName(header.name);
  const label = names.take(unlisted === null ? path : `${unlisted.folder}/${path}`);
  return unlisted === null ? label : { ...label, remarks: [unlisted.remark(header.at), ...label.remarks] };
}

function asideOf(
  search: HeaderSearch,
  header: LocalHeader,
  ordinal: number,
  reason: string,
  isPart = false,
): UnpackedItem {
  const { path } = labelOf(search, header);
  const kept = isPart ? `${reason} is kept inside the container` : `${reason}; its bytes are kept inside the container`;
  return { kind: 'aside', ordinal, path, reason: kept };
}
