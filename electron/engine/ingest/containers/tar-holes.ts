/**
 * Files with holes as GNU tar keeps them: what is not NUL, and a map of where it belongs. Four forms: the old one in the
 * header (GNU tar's `sparse_header`), and pax records of the versions 0.0, 0.1 and 1.0.
 */
import type { OutputBudget } from './inner-content';
import { OVER_LIMIT, TooMuch } from './inner-content';
import { BLOCK, type TarHeader, tarNumber } from './tar-header';
import type { TarStream } from './tar-stream';

/** Some bytes of the file, one behind the other in the archive. */
interface Piece {
  readonly offset: number;
  readonly bytes: number;
}

export interface HoleMap {
  readonly pieces: readonly Piece[];
  /** Size of the file with its holes. */
  readonly size: number;
  /** How many bytes of the archive are the file's own. */
  readonly stored: number;
}

/** No honest map is larger. */
const MAX_MAP = 1 << 20;
const OLD_MAP = 386;
const OLD_PIECES = 4;
const OLD_SIZE = 483;
const MORE_PIECES = 21;
const MORE_MARK = 504;
const PIECE_BYTES = 24;

/** Of an old header, with the further blocks of its map behind it. @returns undefined when the map is damaged */
export async function oldHoleMap(stream: TarStream, header: TarHeader): Promise<HoleMap | undefined> {
  const pieces = oldPieces(header.block, OLD_MAP, OLD_PIECES);
  let read = 0;
  for (let more = header.hasMoreMap; more; read += BLOCK) {
    const block = await stream.take(BLOCK);
    if (block.length < BLOCK) {
      return undefined;
    }
    if (read < MAX_MAP) {
      pieces.push(...oldPieces(block, 0, MORE_PIECES));
    }
    more = block.readUInt8(MORE_MARK) !== 0;
  }
  const size = tarNumber(header.block.subarray(OLD_SIZE, OLD_SIZE + 12));
  return read > MAX_MAP ? undefined : checked(pieces, size, header.size);
}

function oldPieces(block: Buffer, start: number, count: number): Piece[] {
  return Array.from({ length: count }, (_, n) => start + n * PIECE_BYTES)
    .filter((at) => block.readUInt8(at) !== 0)
    .map((at) => ({
      offset: tarNumber(block.subarray(at, at + 12)),
      bytes: tarNumber(block.subarray(at + 12, at + PIECE_BYTES)),
    }));
}

/** What pax records say of holes. */
export interface PaxHoles {
  /** Name and size of the file itself; the entry has others. */
  readonly name: Buffer | undefined;
  readonly size: number;
  /** Offsets and lengths in turn; undefined where they stand in front of the file's bytes (1.0). */
  readonly map: readonly number[] | undefined;
}

/** @returns undefined where no record is about holes */
export function paxHoles(records: readonly (readonly [string, Buffer])[]): PaxHoles | undefined {
  const own = records.filter(([key]) => key.startsWith('GNU.sparse.'));
  if (own.length === 0) {
    return undefined;
  }
  const of = (name: string): Buffer | undefined => own.findLast(([key]) => key === `GNU.sparse.${name}`)?.[1];
  const size = decimal((of('realsize') ?? of('size') ?? Buffer.alloc(0)).toString('latin1'));
  const name = of('name');
  if (of('major') !== undefined) {
    return { name, size, map: undefined };
  }
  const list = of('map')?.toString('latin1').split(',');
  const single = own.filter(([key]) => /^GNU\.sparse\.(?:offset|numbytes)$/.test(key));
  return { name, size, map: list?.map(decimal) ?? single.map(([, value]) => decimal(value.toString('latin1'))) };
}

/** Of pax records; version 1.0 has its map in front of the bytes, in whole blocks. @returns undefined when it is damaged */
export async function paxHoleMap(stream: TarStream, holes: PaxHoles, entrySize: number): Promise<PaxMap> {
  if (holes.map !== undefined) {
    return { map: checked(inPairs(holes.map), holes.size, entrySize), taken: 0 };
  }
  const { length, pieces } = await mapInFront(stream, entrySize);
  const map = pieces === undefined ? undefined : checked(pieces, holes.size, entrySize - length);
  return { map, taken: length };
}

/** Lines of numbers, the first of which says how many pairs follow. */
async function mapInFront(stream: TarStream, entrySize: number): Promise<MapText> {
  const blocks: string[] = [];
  let lines = 0;
  let count = Number.NaN;
  while (blocks.length * BLOCK < Math.min(entrySize, MAX_MAP)) {
    const block = (await stream.take(BLOCK)).toString('latin1');
    blocks.push(block);
    lines += block.split('\n').length - 1;
    count = blocks.length === 1 ? decimal(block.slice(0, Math.max(0, block.indexOf('\n')))) : count;
    if (block.length < BLOCK || Number.isNaN(count) || count > MAX_MAP) {
      break;
    }
    if (lines > count * 2) {
      const numbers = blocks
        .join('')
        .split('\n', count * 2 + 1)
        .slice(1);
      return { length: blocks.length * BLOCK, pieces: inPairs(numbers.map(decimal)) };
    }
  }
  return { length: blocks.length * BLOCK, pieces: undefined };
}

interface MapText {
  /** Bytes of the entry that it takes. */
  readonly length: number;
  readonly pieces: readonly Piece[] | undefined;
}

export interface PaxMap {
  readonly map: HoleMap | undefined;
  /** Bytes of the entry that were read for it. */
  readonly taken: number;
}

function decimal(text: string): number {
  return /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
}

function inPairs(numbers: readonly number[]): readonly Piece[] {
  return Array.from({ length: Math.ceil(numbers.length / 2) }, (_, n) => ({
    offset: numbers[2 * n] ?? Number.NaN,
    bytes: numbers[2 * n + 1] ?? Number.NaN,
  }));
}

/** A map whose pieces lie in the file, one behind the other, and are what the archive holds. */
function checked(pieces: readonly Piece[], size: number, stored: number): HoleMap | undefined {
  let at = 0;
  let sum = 0;
  for (const { offset, bytes } of pieces) {
    if (!Number.isSafeInteger(offset + bytes) || offset < at) {
      return undefined;
    }
    at = offset + bytes;
    sum += bytes;
  }
  return Number.isSafeInteger(size) && at <= size && sum === stored ? { pieces, size, stored } : undefined;
}

const ZEROS = Buffer.alloc(64 << 10);

/** Copies the file with NUL bytes for its holes. @returns whether all of it was there @throws TooMuch */
export async function copyWithHoles(
  stream: TarStream,
  { pieces, size, stored }: HoleMap,
  budget: OutputBudget,
  add: (piece: Uint8Array) => void,
): Promise<boolean> {
  if (size > budget.left) {
    await stream.skipBlocks(stored);
    throw new TooMuch(OVER_LIMIT);
  }
  const waiting = pieces.filter(({ bytes }) => bytes > 0);
  let [next] = waiting;
  let index = 0;
  let left = next?.bytes ?? 0;
  let at = 0;
  const fill = (to: number): void => {
    for (; at < to; at += Math.min(ZEROS.length, to - at)) {
      add(ZEROS.subarray(0, Math.min(ZEROS.length, to - at)));
    }
  };
  const isWhole = await stream.copyBlocks(stored, (piece) => {
    for (let done = 0; done < piece.length && next !== undefined; ) {
      fill(next.offset + next.bytes - left);
      const part = piece.subarray(done, done + left);
      add(part);
      done += part.length;
      at += part.length;
      left -= part.length;
      if (left === 0) {
        index += 1;
        next = waiting[index];
        left = next?.bytes ?? 0;
      }
    }
  });
  if (isWhole) {
    fill(size);
  }
  return isWhole;
}
