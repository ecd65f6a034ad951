/** The file of an archive, looked at by place; one block of it is held, so that what lies close together costs one reading. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const BLOCK_BYTES = 1 << 20;

export class ArchiveBytes {
  readonly size: number;
  readonly #file: number;
  readonly #block = Buffer.allocUnsafe(BLOCK_BYTES);
  #start = 0;
  #end = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'r');
    this.size = fstatSync(this.#file).size;
  }

  /** Bytes `start` to `end`, cut to the file and to one block. A view: valid until the next call. */
  read(start: number, end: number): Buffer {
    const last = Math.min(end, this.size, start + BLOCK_BYTES);
    if (start < this.#start || last > this.#end) {
      this.#start = start;
      this.#end = start + this.#fill(this.#block, start);
    }
    return this.#block.subarray(start - this.#start, Math.max(0, Math.min(last, this.#end) - this.#start));
  }

  /** The same in bytes of its own, beside the held block. */
  peek(start: number, bytes: number): Buffer {
    const own = Buffer.alloc(Math.max(0, Math.min(bytes, this.size - start)));
    return own.subarray(0, this.#fill(own, start));
  }

  /** Where `signature` begins next, wholly between `from` and `end`; -1 where it does not. */
  find(signature: Buffer, from: number, end: number): number {
    for (let at = from; at + signature.length <= end; ) {
      // What is held is searched to its end first: a block is not read again for each place that is found in it.
      const isHeld = at >= this.#start && at + signature.length <= this.#end;
      const view = this.read(at, Math.min(end, isHeld ? this.#end : at + BLOCK_BYTES));
      const found = view.indexOf(signature);
      if (found !== -1) {
        return at + found;
      }
      if (view.length < signature.length) {
        return -1;
      }
      at += view.length - signature.length + 1;
    }
    return -1;
  }

  close(): void {
    closeSync(this.#file);
  }

  #fill(into: Buffer, start: number): number {
    let done = 0;
    while (done < into.length) {
      const read = readSync(this.#file, into, done, into.length - done, start + done);
      if (read === 0) {
        break;
      }
      done += read;
    }
    return done;
  }
}
