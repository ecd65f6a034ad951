/** Gzip: one file inside, or a tar archive, which is then read while it streams. */
import { createReadStream, type ReadStream } from 'node:fs';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { stagedPlace, type Unpacking, type UnpackRequest } from './container';
import { InnerContent, OutputBudget, TooMuch } from './inner-content';
import { innerName } from './inner-name';
import { unpackTarStream } from './tar';
import { isTarHeader } from './tar-header';
import { keptInside } from './zip';

export async function* unpackGzip(request: UnpackRequest, working?: () => void): Unpacking {
  const broken: Broken = { remark: null };
  const pieces = inflated(request.path, broken);
  const head = await takeHead(pieces);
  if (head.length === 0 && broken.remark === null) {
    return { variant: '', remarks: [], problem: 'a gzip archive of an empty file' };
  }
  if (head.length === 0) {
    const problem = 'a gzip archive that is damaged or was cut off: nothing in it could be read';
    return { variant: '', remarks: [], problem };
  }
  const all = joined(head, pieces);
  if (isTarHeader(head)) {
    const end = yield* unpackTarStream(all, request, working);
    return {
      ...end,
      variant: 'tar.gz',
      remarks: broken.remark === null ? end.remarks : [...end.remarks, broken.remark],
    };
  }
  return yield* oneFile(all, request, broken, working);
}

const CUT_OFF = 'The gzip data is damaged or was cut off; what came out before was taken in.';
const FOREIGN_BYTES = 'Bytes that are no gzip data lie behind it; they were not read.';

interface Broken {
  /** What is wrong with the packed data; null as long as nothing is known to be. */
  remark: string | null;
}

/** The bytes inside; ends quietly where the packed data is damaged, and says so in `broken`. */
async function* inflated(path: string, broken: Broken): AsyncGenerator<Buffer> {
  let given = 0;
  for await (const piece of unpacked(createReadStream(path), createGunzip(), broken)) {
    given += piece.length;
    yield piece;
  }
  if (broken.remark !== FOREIGN_BYTES) {
    return;
  }
  // Gunzip throws away what it had unpacked last when it comes upon foreign bytes; raw inflating ends in front of them.
  const { start } = await headerOf(path);
  for await (const piece of unpacked(createReadStream(path, { start }), createInflateRaw(), broken)) {
    const rest = piece.subarray(Math.min(given, piece.length));
    given -= piece.length - rest.length;
    if (rest.length > 0) {
      yield rest;
    }
  }
}

const HEADER_BYTES = 10;
const MAX_HEADER = 64 << 10;
const HAS_HEADER_SUM = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

interface GzipHeader {
  /** Where the packed data begins. */
  readonly start: number;
  /** Name and time of the file as it was packed, where they are given. */
  readonly name: Buffer;
  readonly modifiedAt: string | null;
}

/** The header of the first member (RFC 1952 section 2.3). */
async function headerOf(path: string): Promise<GzipHeader> {
  const head = Buffer.concat(await createReadStream(path, { end: MAX_HEADER }).toArray());
  const flags = head.readUInt8(3);
  const seconds = head.readUInt32LE(4);
  let at = HEADER_BYTES;
  if ((flags & HAS_EXTRA) !== 0) {
    at += 2 + head.readUInt16LE(at);
  }
  let name: Buffer = Buffer.alloc(0);
  for (const text of [HAS_NAME, HAS_COMMENT]) {
    const end = (flags & text) === 0 ? at : head.indexOf(0, at) + 1;
    name = text === HAS_NAME ? head.subarray(at, Math.max(at, end - 1)) : name;
    at = end;
  }
  const start = (flags & HAS_HEADER_SUM) === 0 ? at : at + 2;
  return { start, name, modifiedAt: seconds === 0 ? null : new Date(seconds * 1000).toISOString() };
}

async function* unpacked(
  input: ReadStream,
  gunzip: ReturnType<typeof createGunzip> | ReturnType<typeof createInflateRaw>,
  broken: Broken,
): AsyncGenerator<Buffer> {
  input.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const piece of input.pipe(gunzip)) {
      yield Buffer.from(piece);
    }
  } catch (error) {
    broken.remark = error instanceof Error && error.message === 'incorrect header check' ? FOREIGN_BYTES : CUT_OFF;
  } finally {
    input.destroy();
    gunzip.destroy();
  }
}

async function takeHead(pieces: AsyncGenerator<Buffer>): Promise<Buffer> {
  const head: Buffer[] = [];
  for (let bytes = 0; bytes < 512; ) {
    const next = await pieces.next();
    if (next.done === true) {
      break;
    }
    head.push(next.value);
    bytes += next.value.length;
  }
  return Buffer.concat(head);
}

async function* joined(head: Buffer, pieces: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* pieces;
}

async function* oneFile(
  pieces: AsyncGenerator<Buffer>,
  request: UnpackRequest,
  broken: Broken,
  working?: () => void,
): Unpacking {
  const path = request.name.replace(/\.(?:gz|z)$/i, '') || 'content';
  const { path: label } = innerName(Buffer.from(path.replaceAll('/', '_'), 'utf8'));
  const content = new InnerContent(stagedPlace(request, 0), new OutputBudget(request.bytesLeft, working));
  try {
    for await (const piece of pieces) {
      content.add(piece);
    }
  } catch (error) {
    content.discard();
    if (error instanceof TooMuch) {
      yield { kind: 'aside', ordinal: 0, path: label, reason: keptInside(error.reason) };
      return { variant: '', remarks: [], problem: null };
    }
    throw error;
  }
  const { name, modifiedAt } = await headerOf(request.path);
  const packedAs = innerName(name).path;
  const isOther = name.length > 0 && packedAs !== label;
  const named = isOther ? [`It was packed under the name "${packedAs}".`] : [];
  const remarks = broken.remark === null ? [] : [broken.remark];
  const whole = content.finish();
  if (whole instanceof TooMuch) {
    yield { kind: 'aside', ordinal: 0, path: label, reason: keptInside(whole.reason) };
  } else if (request.from === 0) {
    yield { kind: 'file', ordinal: 0, path: label, content: whole, modifiedAt, remarks: [...named, ...remarks] };
  }
  return { variant: '', remarks, problem: null };
}
