/**
 * The packet's folder as one zip file: names in order, one time for all entries, the same rights everywhere.
 *
 * yazl writes DOS times in the computer's own zone even with `forceDosTimestamp`; the time is shifted so that the same
 * packet gives the same times in New York and in Kolkata (measured).
 */
import { createReadStream, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { ZipFile } from 'yazl';
import { writeAll } from '../fs/write-all';
import { throwIfCancelled } from './cancelled';

export interface ZipRequest {
  readonly folder: string;
  /** Paths below the folder. */
  readonly paths: readonly string[];
  /** The one folder in the archive. */
  readonly root: string;
  readonly createdAt: string;
  readonly signal: AbortSignal | undefined;
  readonly onBytes: (bytes: number) => void;
}

/** Writes the archive to `target`, which must not exist, and syncs it. */
export async function zipFolder(request: ZipRequest, target: string): Promise<void> {
  const handle = await open(target, 'wx', 0o600);
  try {
    for await (const piece of archiveOf(request)) {
      throwIfCancelled(request.signal);
      await writeAll(handle, piece, null);
      request.onBytes(piece.length);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* archiveOf(request: ZipRequest): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const input = new InputStreams(request.folder);
  zip.on('error', (error: Error) => input.fail(error));
  const mtime = sameWallTime(new Date(request.createdAt));
  for (const path of request.paths) {
    const options = { mtime, mode: 0o100644, forceDosTimestamp: true };
    zip.addReadStreamLazy(`${request.root}/${path}`, options, (give) =>
      input.open(path, (stream) => give(null, stream)),
    );
  }
  zip.end();
  const pieces = zip.outputStream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([pieces.next(), input.failure]);
      if (next.done === true) {
        return;
      }
      yield typeof next.value === 'string' ? Buffer.from(next.value) : next.value;
    }
  } finally {
    input.stop();
  }
}

/**
 * The files that yazl asks for, one after the other.
 *
 * yazl neither hears a read stream's error nor can it be stopped: an error that nobody hears would end the process, and
 * after a cancel it would go on to open files of a folder that is being removed.
 */
class InputStreams {
  readonly #folder: string;
  readonly failure: Promise<never>;
  #reject: (error: Error) => void = () => undefined;
  #open: ReadStream | undefined;
  #isStopped = false;

  constructor(folder: string) {
    this.#folder = folder;
    this.failure = new Promise<never>((_, reject) => {
      this.#reject = reject;
    });
    // Heard in the race of the reader; without a listener of its own a late rejection would end the process.
    this.failure.catch(() => undefined);
  }

  open(path: string, give: (stream: ReadStream) => void): void {
    if (this.#isStopped) {
      return;
    }
    this.#open = createReadStream(join(this.#folder, path));
    this.#open.on('error', (error) => this.fail(error));
    give(this.#open);
  }

  fail(error: Error): void {
    this.#reject(error);
  }

  stop(): void {
    this.#isStopped = true;
    this.#open?.destroy();
  }
}

/** The moment whose local wall clock reads as this moment's UTC clock. */
function sameWallTime(moment: Date): Date {
  return new Date(moment.getTime() + moment.getTimezoneOffset() * 60_000);
}
