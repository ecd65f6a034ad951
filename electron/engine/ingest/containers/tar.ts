/** Tar archives, read as a stream of blocks: nothing is trusted but the checksum of each header. */
import { createReadStream } from 'node:fs';
import { stagedPlace, type UnpackedItem, type Unpacking, type UnpackRequest } from './container';
import { InnerContent, OutputBudget, TooMuch } from './inner-content';
import { innerName, NameTally } from './inner-name';
import { BLOCK, paxRecords, type TarHeader, untilZero } from './tar-header';
import { TarHeaders } from './tar-headers';
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
  ['S', 'file with holes (GNU sparse): not read; its bytes are kept inside the container'],
  ['M', 'continues in another volume: not read; its bytes are kept inside the container'],
]);

/** Of the archive, not of a file in it: GNU's volume label, and its list of a folder's names. */
const OF_THE_ARCHIVE = 'VD';
/** Further blocks of the map of a file with holes end with a mark like that of its header. */
const MAP_MARK = 504;

/** What extension headers say about the next file. */
interface Extension {
  name?: Buffer;
  size?: number;
  mtime?: number;
  /** The pax form of GNU's file with holes: what lies here is its map and its pieces. */
  hasHoles?: true;
}

/** A file with what its extension headers said of it. */
type TarEntry = TarHeader & Pick<Extension, 'hasHoles'>;

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
      await skipMap(stream, header);
      return extended(header, pending);
    }
    pending = await readExtension(stream, header, pending);
  }
}

/** Behind an old GNU header of a file with holes: further blocks of its map, before its bytes. */
async function skipMap(stream: TarStream, { type, hasMoreMap }: TarHeader): Promise<void> {
  for (let more = type === 'S' && hasMoreMap; more; ) {
    const block = await stream.take(BLOCK);
    more = block.length === BLOCK && block.readUInt8(MAP_MARK) !== 0;
  }
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
  const records = paxRecords(content);
  const name = records.get('path');
  const size2 = Number(records.get('size')?.toString('latin1') ?? Number.NaN);
  const mtime = Number(records.get('mtime')?.toString('latin1') ?? Number.NaN);
  return {
    ...pending,
    ...(name === undefined ? {} : { name }),
    ...(Number.isSafeInteger(size2) && size2 >= 0 ? { size: size2 } : {}),
    ...(Number.isFinite(mtime) ? { mtime } : {}),
    ...([...records.keys()].some((key) => key.startsWith('GNU.sparse.')) ? { hasHoles: true } : {}),
  };
}

function extended(header: TarHeader, { name, size, mtime, hasHoles }: Extension): TarEntry {
  const said = { ...header, name: name ?? header.name, size: size ?? header.size, mtime: mtime ?? header.mtime };
  return hasHoles === undefined ? said : { ...said, hasHoles };
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
  const special = SPECIAL.get(entry.hasHoles ? 'S' : entry.type);
  const reason =
    special ?? (name.problem === null ? undefined : `${name.problem}; its bytes are kept inside the container`);
  if (reason !== undefined) {
    await stream.skipBlocks('12346'.includes(entry.type) ? 0 : entry.size);
    return { kind: 'aside', ordinal, path, reason };
  }
  const content = new InnerContent(stagedPlace(request, ordinal), budget);
  try {
    const isWhole = await stream.copyBlocks(entry.size, (piece) => content.add(piece));
    const said = isWhole ? remarks : [...remarks, 'It was cut off with its archive; what is there was taken in.'];
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

function isoTime(seconds: number): string | null {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
