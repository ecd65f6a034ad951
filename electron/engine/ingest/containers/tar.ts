/** Tar archives, read as a stream of blocks: nothing is trusted but the checksum of each header. */
import { createReadStream } from 'node:fs';
import { stagedPlace, type UnpackedItem, type Unpacking, type UnpackRequest } from './container';
import { InnerContent, OutputBudget, TooMuch } from './inner-content';
import { innerName, NameTally } from './inner-name';
import { paxRecords, type TarHeader, untilZero } from './tar-header';
import { TarHeaders } from './tar-headers';
import { copyWithHoles, type HoleMap, oldHoleMap, type PaxHoles, paxHoleMap, paxHoles } from './tar-holes';
import { TarStream } from './tar-stream';

export async function* unpackTar(request: UnpackRequest, working?: () => void): Unpacking {
  const input = createReadStream(request.path, { highWaterMark: 1 << 20 });
  try {
    return yield* unpackTarStream(input, request, working);
  } finally {
    input.destroy();
  }
}

/** Long names and their like are read whole; no honest one is larger. */
const MAX_EXTENSION = 1 << 20;

const SPECIAL: ReadonlyMap<string, string> = new Map([
  ['1', 'link to another file: not followed'],
  ['2', 'symbolic link: not followed'],
  ['3', 'device: not a file'],
  ['4', 'device: not a file'],
  ['6', 'named pipe: not a file'],
  ['M', 'continues in another volume: not read; its bytes are kept inside the container'],
]);

/** Of the archive, not of a file in it: GNU's volume label, and its list of a folder's names. */
const OF_THE_ARCHIVE = 'VD';
const DAMAGED_MAP =
  'file with holes (GNU sparse) whose map is damaged: not read; its bytes are kept inside the container';

/** What extension headers say about the next file. */
interface Extension {
  name?: Buffer;
  size?: number;
  mtime?: number;
  /** The pax forms of GNU's file with holes: what lies here is its pieces, perhaps behind its map. */
  holes?: PaxHoles;
}

/** A file with what its extension headers said of it. */
interface TarEntry extends TarHeader {
  /** Where it has holes; null where the map of them is damaged. */
  readonly holes?: HoleMap | null;
}

export async function* unpackTarStream(
  input: AsyncIterable<unknown>,
  request: UnpackRequest,
  working?: () => void,
): Unpacking {
  const stream = new TarStream(input);
  const budget = new OutputBudget(request.bytesLeft, working);
  const names = new NameTally();
  const headers = new TarHeaders(stream);
  let ordinal = 0;
  for (;;) {
    const next = await nextEntry(stream, headers);
    if (next === null) {
      return ended(headers.remarks, ordinal === 0);
    }
    if (next.type === '5' || next.name.at(-1) === 0x2f || OF_THE_ARCHIVE.includes(next.type)) {
      await stream.skipBlocks(next.size);
      continue;
    }
    if (ordinal >= request.itemsLeft) {
      return ended([`It holds more than ${request.itemsLeft} files; the rest was not unpacked.`], false);
    }
    const item = await readItem({ stream, entry: next, budget, names, ordinal, request });
    if (ordinal >= request.from) {
      yield item;
    }
    ordinal += 1;
    if (budget.left < 0) {
      return ended([...headers.remarks, budget.remark], false);
    }
  }
}

/** The next file with what stands about it in front; null at the end. */
async function nextEntry(stream: TarStream, headers: TarHeaders): Promise<TarEntry | null> {
  let pending: Extension = {};
  for (;;) {
    const header = await headers.next();
    if (header === null) {
      return null;
    }
    if (!isExtension(header)) {
      return await withHoles(stream, extended(header, pending), pending.holes);
    }
    pending = await readExtension(stream, header, pending);
  }
}

/** With the map of its holes, and what is left of it to be read behind that. */
async function withHoles(stream: TarStream, entry: TarHeader, pax: PaxHoles | undefined): Promise<TarEntry> {
  if (pax !== undefined) {
    const { map, taken } = await paxHoleMap(stream, pax, entry.size);
    return { ...entry, name: pax.name ?? entry.name, size: Math.max(0, entry.size - taken), holes: map ?? null };
  }
  return entry.type === 'S' ? { ...entry, holes: (await oldHoleMap(stream, entry)) ?? null } : entry;
}

function ended(remarks: readonly string[], isEmpty: boolean) {
  const problem =
    isEmpty && remarks.length > 0 ? `a tar archive of which nothing could be read: ${remarks.join(' ')}` : null;
  return { variant: '', remarks, problem };
}

function isExtension({ type }: TarHeader): boolean {
  return 'xgLK'.includes(type);
}

async function readExtension(stream: TarStream, { type, size }: TarHeader, pending: Extension): Promise<Extension> {
  if (size > MAX_EXTENSION) {
    await stream.skipBlocks(size);
    return pending;
  }
  const content = await stream.takeBlocks(size);
  if (type === 'L') {
    return { ...pending, name: untilZero(content) };
  }
  if (type !== 'x') {
    return pending;
  }
  const all = paxRecords(content);
  const records = new Map(all);
  const holes = paxHoles(all);
  const name = records.get('path');
  const size2 = Number(records.get('size')?.toString('latin1') ?? Number.NaN);
  const mtime = Number(records.get('mtime')?.toString('latin1') ?? Number.NaN);
  return {
    ...pending,
    ...(name === undefined ? {} : { name }),
    ...(Number.isSafeInteger(size2) && size2 >= 0 ? { size: size2 } : {}),
    ...(Number.isFinite(mtime) ? { mtime } : {}),
    ...(holes === undefined ? {} : { holes }),
  };
}

function extended(header: TarHeader, { name, size, mtime }: Extension): TarHeader {
  return { ...header, name: name ?? header.name, size: size ?? header.size, mtime: mtime ?? header.mtime };
}

interface ItemToRead {
  readonly stream: TarStream;
  readonly entry: TarEntry;
  readonly budget: OutputBudget;
  readonly names: NameTally;
  readonly ordinal: number;
  readonly request: UnpackRequest;
}

async function readItem({ stream, entry, budget, names, ordinal, request }: ItemToRead): Promise<UnpackedItem> {
  const name = innerName(entry.name);
  const { path, remarks } = names.take(name.path.replace(/^\.\//, ''));
  const special = entry.holes === null ? DAMAGED_MAP : SPECIAL.get(entry.type);
  const reason =
    special ?? (name.problem === null ? undefined : `${name.problem}; its bytes are kept inside the container`);
  if (reason !== undefined) {
    await stream.skipBlocks('12346'.includes(entry.type) ? 0 : entry.size);
    return { kind: 'aside', ordinal, path, reason };
  }
  const content = new InnerContent(stagedPlace(request, ordinal), budget);
  try {
    const isWhole = await copyEntry(stream, entry, budget, content);
    const said = [
      ...remarks,
      ...(isWhole ? [] : ['It was cut off with its archive; what is there was taken in.']),
      ...(entry.holes ? [holesRemark(entry.holes)] : []),
    ];
    const whole = content.finish();
    if (whole instanceof TooMuch) {
      throw whole;
    }
    return { kind: 'file', ordinal, path, content: whole, modifiedAt: isoTime(entry.mtime), remarks: said };
  } catch (error) {
    content.discard();
    if (error instanceof TooMuch) {
      return { kind: 'aside', ordinal, path, reason: `${error.reason}; its bytes are kept inside the container` };
    }
    throw error;
  }
}

async function copyEntry(stream: TarStream, { size, holes }: TarEntry, budget: OutputBudget, content: InnerContent) {
  const add = (piece: Uint8Array): void => content.add(piece);
  return holes ? await copyWithHoles(stream, holes, budget, add) : await stream.copyBlocks(size, add);
}

function holesRemark({ size, stored }: HoleMap): string {
  return `It was stored with holes (GNU sparse): ${size - stored} NUL bytes in it do not lie in the archive.`;
}

function isoTime(seconds: number): string | null {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
