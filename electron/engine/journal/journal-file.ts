/**
 * The journal's file: append with sync, and the head by which a writer knows that the file is still its own.
 *
 * After a failed sync nothing is tried again on the same handle: what was written is cut off, the handle closed and the
 * file opened anew, because a second fsync may report success for data that was dropped.
 */
import { hash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { FailureError } from '../../../shared/contract/failure';
import { endOfWholeLines } from '../../../shared/packet-format/verify-journal';
import { storageFailure } from '../fs/storage-failure';
import { writeAll } from '../fs/write-all';

/** Where a journal's whole lines end, and what the last one hashes to. */
export interface FileHead {
  /** Bytes up to and with the last line end. */
  readonly end: number;
  /** Bytes of the last line without its line end; 0 when there is none. */
  readonly lastLength: number;
  /** SHA-256 of the last line; empty when there is none. */
  readonly hash: string;
}

export const EMPTY_HEAD: FileHead = { end: 0, lastLength: 0, hash: '' };

const LINE_END = 0x0a;
const PIECE_BYTES = 64 * 1024;
const WRITE_FLAGS = constants.O_RDWR | constants.O_APPEND | constants.O_NOFOLLOW;

export function sha256Hex(bytes: Uint8Array): string {
  return hash('sha256', bytes);
}

export interface FileTail {
  readonly head: FileHead;
  /** The last whole line's bytes without its line end; empty when there is none. */
  readonly lastLine: Uint8Array;
  /** Bytes after the last whole line: one that was cut off, or that did not reach the disk whole. Empty as a rule. */
  readonly torn: Uint8Array;
}

/** Reads backwards from the end of the file until the last whole line is in hand. */
export async function readTail(handle: FileHandle): Promise<FileTail> {
  const { size } = await handle.stat();
  let start = size;
  let tail = Buffer.alloc(0);
  while (start > 0 && !hasWholeLine(tail)) {
    const from = Math.max(0, start - PIECE_BYTES);
    tail = Buffer.concat([await readExactly(handle, from, start - from), tail]);
    start = from;
  }
  const end = endOfWholeLines(tail);
  const lastLine = tail.subarray(startOfLine(tail, end), Math.max(0, end - 1));
  const head = end === 0 ? EMPTY_HEAD : { end: start + end, lastLength: lastLine.length, hash: sha256Hex(lastLine) };
  return { head, lastLine, torn: tail.subarray(end) };
}

/** Whether the piece holds the end of the last whole line and, before it, the one of the line before. */
function hasWholeLine(tail: Buffer): boolean {
  return startOfLine(tail, endOfWholeLines(tail)) > 0;
}

/** Where the line begins that ends at `end`; 0 when its beginning is not in the piece, or is the piece's. */
function startOfLine(tail: Buffer, end: number): number {
  return end < 2 ? 0 : tail.lastIndexOf(LINE_END, end - 2) + 1;
}

async function readExactly(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) {
      break;
    }
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

/** The open file of a writing session. */
export class JournalFile {
  readonly #path: string;
  #handle: FileHandle | null;
  #head: FileHead;

  constructor(path: string, handle: FileHandle, head: FileHead) {
    this.#path = path;
    this.#handle = handle;
    this.#head = head;
  }

  static async openForWriting(path: string): Promise<FileHandle> {
    return await open(path, WRITE_FLAGS);
  }

  get head(): FileHead {
    return this.#head;
  }

  /**
   * Appends `line` and its line end; durable when it returns. When it throws, the file is as before.
   *
   * @returns the new line's hash
   * @throws FailureError `journal-broken` when another program wrote to the file; `disk-full`, `internal`
   */
  async append(line: string): Promise<string> {
    const bytes = Buffer.from(`${line}\n`, 'utf8');
    const handle = await this.#ownHandle();
    try {
      await writeAll(handle, bytes, null);
      await handle.datasync();
    } catch (error) {
      await this.#undo(handle);
      throw storageFailure(error, 'the journal entry');
    }
    await this.#assertAlone(handle, bytes);
    const lastLine = bytes.subarray(0, -1);
    this.#head = { end: this.#head.end + bytes.length, lastLength: lastLine.length, hash: sha256Hex(lastLine) };
    return this.#head.hash;
  }

  /**
   * Makes sure that the file is still the one that this session left.
   *
   * @throws FailureError `journal-broken` when it is not
   */
  async assertOwn(): Promise<void> {
    await this.#ownHandle();
  }

  /** Cuts off what stands after the last whole line. */
  async cutTail(): Promise<void> {
    const handle = this.#handle ?? (await JournalFile.openForWriting(this.#path));
    this.#handle = handle;
    await handle.truncate(this.#head.end);
    await handle.datasync();
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
  }

  /** The handle, after making sure that path, size and last line are still the ones this session left. */
  async #ownHandle(): Promise<FileHandle> {
    try {
      const handle = this.#handle ?? (await JournalFile.openForWriting(this.#path));
      this.#handle = handle;
      await this.#assertOwn(handle);
      return handle;
    } catch (error) {
      throw storageFailure(error, 'the journal entry');
    }
  }

  async #assertOwn(handle: FileHandle): Promise<void> {
    const [byPath, byHandle] = await Promise.all([stat(this.#path), handle.stat()]);
    if (byPath.ino !== byHandle.ino || byPath.dev !== byHandle.dev || byHandle.size !== this.#head.end) {
      throw notOurs();
    }
    const { lastLength, end, hash } = this.#head;
    if (end > 0 && sha256Hex(await readExactly(handle, end - 1 - lastLength, lastLength)) !== hash) {
      throw notOurs();
    }
  }

  /** Another writer between the check and the write: our line is taken back if it is the last. */
  async #assertAlone(handle: FileHandle, bytes: Buffer): Promise<void> {
    const { size } = await handle.stat();
    if (size === this.#head.end + bytes.length) {
      return;
    }
    const start = size - bytes.length;
    if (start > this.#head.end && (await readExactly(handle, start, bytes.length)).equals(bytes)) {
      await handle.truncate(start).catch(() => undefined);
    }
    throw notOurs();
  }

  /** Takes a failed append back and drops the handle; the next append opens the file anew and checks it. */
  async #undo(handle: FileHandle): Promise<void> {
    this.#handle = null;
    await handle.truncate(this.#head.end).catch(() => undefined);
    await handle.datasync().catch(() => undefined);
    await handle.close().catch(() => undefined);
  }
}

function notOurs(): FailureError {
  return new FailureError(
    'journal-broken',
    'Another program wrote to the journal of this case while it was open here. Nothing was added to it. Close the case, open it again and verify it.',
  );
}
