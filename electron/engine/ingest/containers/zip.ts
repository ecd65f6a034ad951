/**
 * Zip archives by yauzl, read with suspicion: by their list at the end, with every size checked while reading.
 *
 * An archive whose list is missing was cut off; what still lies in front is read by its own headers (`zip-salvage.ts`).
 */
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { UnpackedItem, Unpacking, UnpackRequest } from './container';
import { stagedPlace } from './container';
import { InnerContent, OutputBudget, OVER_LIMIT, TooMuch } from './inner-content';
import { innerName, NameTally } from './inner-name';
import { overlapping } from './zip-overlaps';
import { salvageZip } from './zip-salvage';

/** Sizes are compared here, after reading: a list with a lie in it must not hide the files that come after it. */
const OPTIONS = { autoClose: false, decodeStrings: false, validateEntrySizes: false } as const;

export async function* unpackZip(request: UnpackRequest): Unpacking {
  const zip = await openPromise(request.path, OPTIONS).catch(() => undefined);
  if (zip === undefined) {
    return yield* salvageZip(
      request,
      0,
      'Its list of files at the end is missing or damaged: it may have been cut off.',
    );
  }
  try {
    return yield* unpackListed(zip, request);
  } finally {
    zip.close();
  }
}

async function* unpackListed(zip: ZipFile, request: UnpackRequest): Unpacking {
  const { entries, problem } = await listEntries(zip, request.itemsLeft);
  if (problem !== null && entries.length < request.itemsLeft) {
    return yield* salvageZip(request, 0, problem);
  }
  const budget = new OutputBudget(request.bytesLeft);
  const names = new NameTally();
  const overlaps = overlapping(entries);
  const files = entries
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => entry.fileNameRaw.at(-1) !== 0x2f);
  for (const [ordinal, { entry, index }] of files.entries()) {
    const name = innerName(entry.fileNameRaw);
    const { path, remarks } = names.take(name.path);
    if (ordinal < request.from) {
      continue;
    }
    const isTooLarge = budget.left < 0 || entry.uncompressedSize > budget.left;
    const reason =
      name.problem ?? entryProblem(entry) ?? (overlaps.has(index) ? OVERLAP : isTooLarge ? OVER_LIMIT : null);
    yield reason === null
      ? await readEntry({ zip, entry, budget, ordinal, path, remarks, place: stagedPlace(request, ordinal) })
      : { kind: 'aside', ordinal, path, reason: keptInside(reason) };
  }
  const remarks = [problem, budget.left < 0 ? budget.remark : null].filter((one) => one !== null);
  return { variant: '', remarks, problem: null };
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
        return { entries, problem: `It lists more than ${limit} files; the rest was not unpacked.` };
      }
      entries.push(entry);
    }
    return { entries, problem: null };
  } catch {
    return {
      entries,
      problem: `Its list of files at the end is damaged after ${entries.length} files.`,
    };
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
