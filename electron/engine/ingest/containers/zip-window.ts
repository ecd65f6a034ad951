/** A zip archive that is a part of a file: bytes of something else lie in front of it, or behind. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, openPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import type { ArchiveBytes } from './zip-bytes';
import type { Range } from './zip-gaps';

/** Sizes are compared after reading: a list with a lie in it must not hide the files that come after it. */
const OPTIONS = { autoClose: false, decodeStrings: false, validateEntrySizes: false } as const;

export async function openWhole(path: string): Promise<ZipFile | undefined> {
  return await openPromise(path, OPTIONS).catch(() => undefined);
}

export async function openWindow(archive: ArchiveBytes, path: string, window: Range): Promise<ZipFile | undefined> {
  const reader = new WindowReader(archive, path, window.start);
  return await fromRandomAccessReaderPromise(reader, window.end - window.start, OPTIONS).catch(() => undefined);
}

class WindowReader extends RandomAccessReader {
  readonly #archive: ArchiveBytes;
  readonly #path: string;
  readonly #base: number;

  constructor(archive: ArchiveBytes, path: string, base: number) {
    super();
    this.#archive = archive;
    this.#path = path;
    this.#base = base;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return createReadStream(this.#path, { start: this.#base + start, end: this.#base + end - 1 });
  }

  /** Small readings, of the list and of headers: no stream of their own for each. */
  override read(
    into: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null) => void,
  ): void {
    const bytes = this.#archive.peek(this.#base + position, length);
    bytes.copy(into, offset);
    setImmediate(done, bytes.length === length ? null : new Error('the file ends before'));
  }
}
