/**
 * Zip archives by yauzl, read with suspicion: by their list at the end, with every size checked while reading.
 *
 * What lies between the listed files is searched for others (`zip-by-headers.ts`): a list can leave files out. An archive
 * whose list is missing was cut off; what still lies in front is read by its own headers (`zip-salvage.ts`).
 */
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import type { UnpackedItem, Unpacking, UnpackRequest } from './container';
import { stagedPlace } from './container';
import { InnerContent, OutputBudget, OVER_LIMIT, TooMuch } from './inner-content';
import { innerName, NameTally } from './inner-name';
import { filesByHeaders } from './zip-by-headers';
import { ArchiveBytes } from './zip-bytes';
import { gapsBetween } from './zip-gaps';
import { type EndRecord, endRecords } from './zip-lists';
import { overlapping } from './zip-overlaps';
import { ownHeaders } from './zip-own-headers';
import { salvageZip, searchRemarks } from './zip-salvage';
import { openWhole, openWindow } from './zip-window';

export async function* unpackZip(request: UnpackRequest, working?: () => void): Unpacking {
  const archive = new ArchiveBytes(request.path);
  const opened: ZipFile[] = [];
  const budget = new OutputBudget(request.bytesLeft, working);
  try {
    const listed = await listOf(archive, request, opened);
    return 'why' in listed
      ? yield* salvageZip(request, archive, budget, listed.why)
      : yield* unpackListed(archive, listed, request, budget);
  } finally {
    for (const zip of opened) {
      zip.close();
    }
    archive.close();
  }
}

const NO_LIST = 'Its list of files at the end is missing or damaged: it may have been cut off.';

interface Listed {
  readonly zip: ZipFile;
  readonly entries: readonly Entry[];
  /** What is to be said of the list. */
  readonly problem: string | null;
  /** The list goes on, past what may be unpacked. */
  readonly isCut: boolean;
  /** Where the archive begins and ends in its file. */
  readonly base: number;
  readonly end: number;
}

/**
 * The list at the end of the file, or of the part of it that is an archive; why there is none that can be read.
 *
 * Where the last end record lies says which list is its own. Counted from the start of the file, its offsets can fit the
 * list of another archive in front of it.
 */
async function listOf(
  archive: ArchiveBytes,
  request: UnpackRequest,
  opened: ZipFile[],
): Promise<Listed | { readonly why: string }> {
  const { size } = archive;
  const last = lastRecord(archive, size - END_BYTES);
  const inPart = last !== undefined && (last.base ?? 0) > 0 ? await listOfPart(archive, request, opened, last) : null;
  if (inPart !== null) {
    return inPart;
  }
  const zip = await openWhole(request.path);
  opened.push(...(zip === undefined ? [] : [zip]));
  const whole = zip === undefined ? undefined : await listEntries(zip, request.itemsLeft);
  if (zip !== undefined && whole?.isRead === true) {
    return { zip, ...whole, base: 0, end: size };
  }
  const other = lastRecord(archive, 0);
  const found = other === undefined ? null : await listOfPart(archive, request, opened, other);
  return found ?? { why: whole?.problem ?? NO_LIST };
}

/** An end record with the longest comment that it may have. */
const END_BYTES = 22 + 0xffff;

function lastRecord(archive: ArchiveBytes, from: number): EndRecord | undefined {
  return endRecords(archive, [{ start: Math.max(0, from), end: archive.size }]).at(-1);
}

async function listOfPart(
  archive: ArchiveBytes,
  { path, itemsLeft }: UnpackRequest,
  opened: ZipFile[],
  record: EndRecord,
): Promise<Listed | null> {
  if (record.base === null || record.end > archive.size) {
    return null;
  }
  const window = { start: record.base, end: record.end };
  const zip = await openWindow(archive, path, window);
  if (zip === undefined) {
    return null;
  }
  opened.push(zip);
  const list = await listEntries(zip, itemsLeft);
  return list.isRead ? { zip, ...list, base: window.start, end: window.end } : null;
}

async function* unpackListed(
  archive: ArchiveBytes,
  listed: Listed,
  request: UnpackRequest,
  budget: OutputBudget,
): Unpacking {
  const { zip, entries, problem } = listed;
  const names = new NameTally();
  const overlaps = overlapping(entries);
  const own = ownHeaders(archive, entries, listed.base);
  const files = entries.map((entry, index) => ({ entry, index })).filter(({ entry }) => !isFolder(entry));
  for (const [ordinal, { entry, index }] of files.entries()) {
    const name = innerName(entry.fileNameRaw);
    const label = names.take(name.path);
    if (ordinal < request.from) {
      continue;
    }
    const { path } = label;
    const isTooLarge = budget.left < 0 || entry.uncompressedSize > budget.left;
    const reason =
      name.problem ?? entryProblem(entry) ?? (overlaps.has(index) ? OVERLAP : isTooLarge ? OVER_LIMIT : null);
    const remarks = [...label.remarks, ...(own.remarks.get(index) ?? [])];
    yield reason === null
      ? await readEntry({ zip, entry, budget, ordinal, path, remarks, place: stagedPlace(request, ordinal) })
      : { kind: 'aside', ordinal, path, reason: keptInside(reason) };
  }
  const gaps = gapsBetween(own.covered, archive.size);
  const search = { archive, gaps, budget, names, first: files.length, unlisted: UNLISTED };
  const itemsLeft = request.itemsLeft - files.length;
  const found = listed.isCut ? NONE : yield* filesByHeaders({ ...search, request: { ...request, itemsLeft } });
  const remarks = [
    ...(problem === null ? [] : [problem]),
    ...placeRemarks(listed, archive.size),
    ...(endRecords(archive, gaps).length > 1 ? [TWO_LISTS] : []),
    ...(found.items === 0 ? [] : [unlistedRemark(found.items)]),
    ...searchRemarks(found.endedAt, budget),
  ];
  return { variant: '', remarks, problem: null };
}

const NONE = { items: 0, endedAt: null };
const TWO_LISTS =
  'It holds more than one list of files; programs differ on which one they read. The last one was read.';
const UNLISTED = {
  folder: '(not in the list)',
  remark: (at: number) => `The list of its archive does not name it; it was found by its own header, at byte ${at}.`,
};

function unlistedRemark(items: number): string {
  return `Files that its list does not name: ${items}. They are under "${UNLISTED.folder}"; most programs do not show them.`;
}

function placeRemarks({ base, end }: Listed, size: number): readonly string[] {
  const parts = [
    base === 0 ? null : `${base} bytes in front of it`,
    end === size ? null : `${size - end} bytes behind it`,
  ].filter((one) => one !== null);
  return parts.length === 0 ? [] : [`It is a part of its file: ${parts.join(', ')}.`];
}

/** By its name; one that has content is a file with an odd name. */
function isFolder(entry: Entry): boolean {
  return entry.fileNameRaw.at(-1) === 0x2f && entry.uncompressedSize === 0 && entry.compressedSize <= 2;
}

const OVERLAP = 'its bytes overlap those of another file, as in an archive made to overfill a disk';

export function keptInside(reason: string): string {
  return `${reason}; its bytes are kept inside the container`;
}

async function listEntries(zip: ZipFile, limit: number) {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.length >= limit) {
        const problem = `It lists more than ${limit} files; the rest was not unpacked.`;
        return { entries, problem, isCut: true, isRead: true };
      }
      entries.push(entry);
    }
    return { entries, problem: null, isCut: false, isRead: true };
  } catch {
    const problem = `Its list of files at the end is damaged after ${entries.length} files.`;
    return { entries, problem, isCut: false, isRead: false };
  }
}

const FILE_KIND = 0o170000;
const PLAIN_FILE = 0o100000;
const LINK = 0o120000;

function entryProblem(entry: Entry): string | null {
  if (entry.isEncrypted()) {
    return 'it is encrypted with a password';
  }
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    return `it is packed in a way that is not read (method ${entry.compressionMethod})`;
  }
  const kind = (entry.externalFileAttributes >>> 16) & FILE_KIND;
  const isUnix = entry.versionMadeBy >>> 8 === 3;
  if (isUnix && kind !== 0 && kind !== PLAIN_FILE) {
    return kind === LINK ? 'symbolic link: not followed' : 'not a plain file';
  }
  return null;
}

interface EntryToRead {
  readonly zip: ZipFile;
  readonly entry: Entry;
  readonly budget: OutputBudget;
  readonly ordinal: number;
  readonly path: string;
  readonly remarks: readonly string[];
  readonly place: string;
}

/** What came out before an error is kept: a damaged file is evidence too. */
async function readEntry({ zip, entry, budget, ordinal, path, remarks, place }: EntryToRead): Promise<UnpackedItem> {
  const content = new InnerContent(place, budget);
  let sum = 0;
  let problem: string | null = null;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const piece of stream) {
      const bytes = Buffer.from(piece);
      sum = crc32(bytes, sum);
      content.add(bytes);
    }
    problem =
      sum === entry.crc32 ? sizeProblem(content.bytes, entry) : 'Its bytes do not fit the checksum in the archive.';
  } catch (error) {
    if (error instanceof TooMuch) {
      content.discard();
      return { kind: 'aside', ordinal, path, reason: keptInside(error.reason) };
    }
    problem = 'It is damaged in the archive; what could be unpacked was taken in.';
  }
  if (content.bytes === 0 && problem !== null) {
    content.discard();
    return {
      kind: 'aside',
      ordinal,
      path,
      reason: keptInside('it is damaged in the archive: nothing could be unpacked'),
    };
  }
  const said = problem === null ? remarks : [...remarks, problem];
  const whole = content.finish();
  return whole instanceof TooMuch
    ? { kind: 'aside', ordinal, path, reason: keptInside(whole.reason) }
    : { kind: 'file', ordinal, path, content: whole, modifiedAt: unixTime(entry), remarks: said };
}

function sizeProblem(bytes: number, { uncompressedSize }: Entry): string | null {
  return bytes === uncompressedSize ? null : `It has ${bytes} bytes; the archive says ${uncompressedSize}.`;
}

/** The time of a file in UTC where the archive holds one; the usual field has no zone, so it is not taken for a time. */
function unixTime(entry: Entry): string | null {
  const data = entry.extraFields.find(({ id }) => id === 0x5455)?.data;
  return data === undefined || data.length < 5 || (data.readUInt8(0) & 1) === 0
    ? null
    : new Date(data.readInt32LE(1) * 1000).toISOString();
}
