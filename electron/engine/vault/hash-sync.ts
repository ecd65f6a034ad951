/** Hashing in a worker thread: nothing waits between the pieces. */
import { createHash, hash as hashOnce } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { errorCode } from '../fs/error-code';
import { READ_FLAGS } from '../fs/read-flags';

/** Small enough to stay in a processor's cache, and to cost nothing when it is touched for the first time. */
const BUFFER_BYTES = 512 << 10;
const SMALL_BYTES = BUFFER_BYTES / 2;

export type HashedObject =
  | { readonly ok: true; readonly sha256: string; readonly bytes: number }
  | { readonly ok: false; readonly code: string };

/** A range of a file with the SHA-256 that it should have. */
export interface RangeClaim {
  readonly offset: number;
  readonly length: number;
  readonly sha256: string;
}

export interface HashTask {
  readonly paths: readonly string[];
  /** One 64-bit counter of bytes, read while the task runs. */
  readonly counter: SharedArrayBuffer;
}

export interface RangeTask {
  readonly path: string;
  readonly claims: readonly RangeClaim[];
}

/** Told of the bytes read, as they are read. */
type OnHashed = (bytes: number) => void;

let shared: Buffer | undefined;

function buffer(): Buffer {
  shared ??= Buffer.allocUnsafeSlow(BUFFER_BYTES);
  return shared;
}

export function runHashTask({ paths, counter }: HashTask): readonly HashedObject[] {
  const bytes = new BigInt64Array(counter);
  return paths.map((path) => hashFileSync(path, (read) => Atomics.add(bytes, 0, BigInt(read))));
}

export function runRangeTask({ path, claims }: RangeTask): readonly number[] {
  return wrongRangesSync(path, claims);
}

/** A plain file, whole; a link is not followed. Never throws for what is wrong with the file. */
function hashFileSync(path: string, onHashed: OnHashed): HashedObject {
  try {
    return withFile(path, (file) => {
      // What is no plain file gives the error that reading it would give; a pipe would be waited for.
      const stats = fstatSync(file);
      if (!stats.isFile()) {
        return { ok: false, code: 'EISDIR' };
      }
      const { sha256, bytes } = stats.size < SMALL_BYTES ? hashSmall(file, onHashed) : hashLarge(file, onHashed);
      return { ok: true, sha256, bytes };
    });
  } catch (error) {
    return { ok: false, code: errorCode(error) };
  }
}

/** Places in `claims` of those whose bytes are others. @throws the system's error */
function wrongRangesSync(path: string, claims: readonly RangeClaim[]): readonly number[] {
  return withFile(path, (file) => {
    const wrong: number[] = [];
    const held = { start: 0, end: 0 };
    for (const [index, { offset, length, sha256 }] of claims.entries()) {
      if (length > BUFFER_BYTES) {
        held.end = held.start;
        wrong.push(...(hashRangeOf(file, offset, length, () => undefined).sha256 === sha256 ? [] : [index]));
        continue;
      }
      if (offset < held.start || offset + length > held.end) {
        held.start = offset;
        held.end = offset + readFully(file, offset, BUFFER_BYTES);
      }
      const bytes = buffer().subarray(offset - held.start, Math.min(offset + length, held.end) - held.start);
      wrong.push(...(hashBytes(bytes) === sha256 ? [] : [index]));
    }
    return wrong;
  });
}

/** One reading and one call: that it gave less than was asked for says that the file ends there. */
function hashSmall(file: number, onHashed: OnHashed) {
  const read = readSync(file, buffer(), 0, BUFFER_BYTES, 0);
  if (read === BUFFER_BYTES) {
    // It has grown meanwhile.
    return hashLarge(file, onHashed);
  }
  onHashed(read);
  return { sha256: hashBytes(buffer().subarray(0, read)), bytes: read };
}

function hashLarge(file: number, onHashed: OnHashed) {
  return hashRangeOf(file, 0, Number.MAX_SAFE_INTEGER, onHashed);
}

function hashBytes(bytes: Uint8Array): string {
  return hashOnce('sha256', bytes);
}

function hashRangeOf(file: number, offset: number, length: number, onHashed: OnHashed) {
  const hash = createHash('sha256');
  let bytes = 0;
  while (bytes < length) {
    const read = readSync(file, buffer(), 0, Math.min(BUFFER_BYTES, length - bytes), offset + bytes);
    if (read === 0) {
      break;
    }
    hash.update(buffer().subarray(0, read));
    bytes += read;
    onHashed(read);
  }
  return { sha256: hash.digest('hex'), bytes };
}

function readFully(file: number, offset: number, length: number): number {
  let done = 0;
  while (done < length) {
    const read = readSync(file, buffer(), done, length - done, offset + done);
    if (read === 0) {
      break;
    }
    done += read;
  }
  return done;
}

function withFile<T>(path: string, use: (file: number) => T): T {
  const file = openSync(path, READ_FLAGS);
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}
