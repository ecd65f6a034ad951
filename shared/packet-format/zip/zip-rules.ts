/**
 * What an archive of a packet may not hold: names that climb or repeat, links, other packing than deflate, entries that
 * overlap or hide bytes between them, and more than a packet can be (RFC 8493 section 5.2; Fifield, "A better zip bomb", 2019).
 */
import { checkWords, sourceWords } from '../../wording/packet-checks';
import { isSafePath } from '../payload-names';

/** An entry as the list at the archive's end states it (APPNOTE.TXT 4.3.12). */
export interface ZipEntry {
  /** One unit a byte, as it stands: a packet's names are ASCII, and any other is refused by its look. */
  readonly name: string;
  readonly flags: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly externalAttributes: number;
  /** Where the entry's own header stands. */
  readonly start: number;
}

/** Where an entry's bytes lie, and the name in front of them. */
export interface ZipPlace {
  readonly name: string;
  readonly dataStart: number;
}

/** More than any packet holds; a list beyond it is a trap. */
export const ENTRIES_MAX = 200_000;
const UNPACKED_MAX = 64 * 1024 ** 3;
/** Text packs well; a whole packet never better than this. Only asked where the sum is large enough to hurt. */
const RATIO_MAX = 200;
const RATIO_FROM_BYTES = 512 * 1024 ** 2;

/** An archive's files without the folder that holds them, and what is wrong with its entries, in sentences. */
export interface ZipListing<E extends ZipEntry> {
  readonly files: ReadonlyMap<string, E>;
  readonly problems: readonly string[];
  /** Whether nothing of it may be read. */
  readonly isBomb: boolean;
}

export function judgeEntries<E extends ZipEntry>(entries: readonly E[]): ZipListing<E> {
  if (entries.length > ENTRIES_MAX) {
    return { files: new Map(), problems: [sourceWords.tooMany], isBomb: true };
  }
  if (isBomb(entries)) {
    return { files: new Map(), problems: [sourceWords.bomb], isBomb: true };
  }
  const files = entries.filter(({ name }) => !name.endsWith('/'));
  return {
    files: new Map(files.map((entry) => [withoutRoot(entry.name), entry])),
    problems: [...rootProblems(entries), ...entries.flatMap(entryProblems), ...twinProblems(entries)],
    isBomb: false,
  };
}

function withoutRoot(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}

function rootProblems(entries: readonly ZipEntry[]): readonly string[] {
  const roots = new Set(entries.map(({ name }) => name.split('/')[0]));
  const isOneFolder = roots.size === 1 && entries.every(({ name }) => name.includes('/'));
  const [root] = roots;
  return isOneFolder && root !== undefined && /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(root) ? [] : [sourceWords.roots];
}

const FILE_KIND = 0o170000;
const PLAIN_FILE = 0o100000;
const LINK = 0o120000;

function entryProblems({ name, flags, method, externalAttributes }: ZipEntry): readonly string[] {
  if (!isSafePath(withoutRoot(name).replace(/\/$/, '') || 'root')) {
    return [checkWords.unsafeName(name)];
  }
  if (name.endsWith('/')) {
    return [];
  }
  const kind = (externalAttributes >>> 16) & FILE_KIND;
  if (kind !== 0 && kind !== PLAIN_FILE) {
    return [kind === LINK ? sourceWords.link(name) : sourceWords.special(name)];
  }
  const isEncrypted = (flags & 1) !== 0;
  return isEncrypted || ![0, 8].includes(method) ? [sourceWords.method(name)] : [];
}

function isBomb(entries: readonly ZipEntry[]): boolean {
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0);
  return unpacked > UNPACKED_MAX || (unpacked > RATIO_FROM_BYTES && unpacked > packed * RATIO_MAX);
}

function twinProblems(entries: readonly ZipEntry[]): readonly string[] {
  const taken = new Set<string>();
  for (const { name } of entries) {
    if (taken.has(name)) {
      return [sourceWords.twin(name)];
    }
    taken.add(name);
  }
  return [];
}

/** A data descriptor after the bytes (APPNOTE.TXT 4.3.9): 16 bytes, 24 with 64-bit sizes. */
const DESCRIPTOR_MAX = 24;

/**
 * Whether entries overlap, leave room for hidden bytes between them, or have another name in front of their bytes than in
 * the list at the end: two programs would then see two archives.
 *
 * @param placeOf where an entry's bytes lie; undefined where its own header cannot be read
 */
export async function overlapProblem<E extends ZipEntry>(
  entries: readonly E[],
  placeOf: (entry: E) => Promise<ZipPlace | undefined>,
): Promise<string | undefined> {
  const stretches: { readonly name: string; readonly start: number; readonly end: number }[] = [];
  for (const entry of entries) {
    const place = await placeOf(entry);
    if (place === undefined || place.name !== entry.name) {
      return sourceWords.headerMismatch(entry.name);
    }
    stretches.push({ name: entry.name, start: entry.start, end: place.dataStart + entry.packed });
  }
  let end = 0;
  for (const [index, stretch] of stretches.sort((a, b) => a.start - b.start).entries()) {
    const gap = stretch.start - end;
    if (gap < 0 || gap > (index === 0 ? 0 : DESCRIPTOR_MAX)) {
      return sourceWords.overlap(stretch.name);
    }
    end = stretch.end;
  }
  return undefined;
}
