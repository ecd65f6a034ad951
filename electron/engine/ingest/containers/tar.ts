/** Tar archives, read as a stream of blocks: nothing is trusted but the checksum of each header. */
import { createReadStream } from 'node:fs';
import { stagedPlace, type UnpackedItem, type Unpacking, type UnpackRequest } from './container';
import { InnerContent, OutputBudget, TooMuch } from './inner-content';
import { innerName, NameTally } from './inner-name';
import { BLOCK, paxRecords, readTarHeader, type TarHeader, untilZero } from './tar-header';
import { TarStream } from './tar-stream';

export async function* unpackTar(request: UnpackRequest): Unpacking {
  const input = createReadStream(request.path, { highWaterMark: 1 << 20 });
  try {
    return yield* unpackTarStream(input, request);
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

/** What extension headers say about the next file. */
interface Extension {
  name?: Buffer;
  size?: number;
  mtime?: number;
}

export async function* unpackTarStream(input: AsyncIterable<unknown>, request: UnpackRequest): Unpacking {
  const stream = new TarStream(input);
  const budget = new OutputBudget(request.bytesLeft);
  const names = new NameTally();
  let ordinal = 0;
  for (;;) {
    const next = await nextEntry(stream);
    if (typeof next === 'string' || next === null) {
      return ended(next);
    }
    if (next.type === '5' || next.name.at(-1) === 0x2f) {
      await stream.skipBlocks(next.size);
      continue;
    }
    if (ordinal >= request.itemsLeft) {
      return ended(`It holds more than ${request.itemsLeft} files; the rest was not unpacked.`);
    }
    const item = await readItem({ stream, entry: next, budget, names, ordinal, request });
    if (ordinal >= request.from) {
      yield item;
    }
    ordinal += 1;
    if (budget.left < 0) {
      return ended(budget.remark);
    }
  }
}

/** The next file with what stands about it in front; null at the end mark, a sentence where reading has to end. */
async function nextEntry(stream: TarStream): Promise<TarHeader | string | null> {
  let pending: Extension = {};
  for (;;) {
    const block = await stream.take(BLOCK);
    if (block.length < BLOCK) {
      return block.length === 0 ? 'Its end mark is missing.' : CUT;
    }
    if (block.every((byte) => byte === 0)) {
      return null;
    }
    const header = readTarHeader(block);
    if (header === undefined || !Number.isSafeInteger(header.size)) {
      return 'A header in it is damaged; what comes after it was not unpacked.';
    }
    if (!isExtension(header)) {
      return extended(header, pending);
    }
    pending = await readExtension(stream, header, pending);
  }
}

const CUT = 'It was cut off; what came before was taken in.';

function ended(remark: string | null) {
  return { variant: '', remarks: remark === null ? [] : [remark], problem: null };
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
  };
}

function extended(header: TarHeader, { name, size, mtime }: Extension): TarHeader {
  return { type: header.type, name: name ?? header.name, size: size ?? header.size, mtime: mtime ?? header.mtime };
}

interface ItemToRead {
  readonly stream: TarStream;
  readonly entry: TarHeader;
  readonly budget: OutputBudget;
  readonly names: NameTally;
  readonly ordinal: number;
  readonly request: UnpackRequest;
}

async function readItem({ stream, entry, budget, names, ordinal, request }: ItemToRead): Promise<UnpackedItem> {
  const name = innerName(entry.name);
  const { path, remarks } = names.take(name.path.replace(/^\.\//, ''));
  const special = SPECIAL.get(entry.type);
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
