import { BLOCK } from './tar-header';

/** Takes given numbers of bytes from a stream of pieces. */
export class TarStream {
  readonly #pieces: AsyncIterator<unknown>;
  #held: Buffer = Buffer.alloc(0);

  constructor(input: AsyncIterable<unknown>) {
    this.#pieces = input[Symbol.asyncIterator]();
  }

  /** `bytes` bytes, or fewer at the end. For small numbers. */
  async take(bytes: number): Promise<Buffer> {
    const taken: Buffer[] = [];
    await this.#each(bytes, (piece) => taken.push(piece));
    return Buffer.concat(taken);
  }

  /** The content of whole blocks. */
  async takeBlocks(bytes: number): Promise<Buffer> {
    return (await this.take(padded(bytes))).subarray(0, bytes);
  }

  async skipBlocks(bytes: number): Promise<void> {
    await this.#each(padded(bytes), () => undefined);
  }

  /** Hands over `bytes` bytes piece by piece and skips what fills their last block. @returns whether all were there */
  async copyBlocks(bytes: number, take: (piece: Buffer) => void): Promise<boolean> {
    const done = await this.#each(bytes, (piece) => take(Buffer.from(piece)));
    await this.#each(padded(bytes) - bytes, () => undefined);
    return done === bytes;
  }

  async #each(bytes: number, use: (piece: Buffer) => void): Promise<number> {
    let done = 0;
    while (done < bytes) {
      if (this.#held.length === 0 && !(await this.#more())) {
        break;
      }
      const piece = this.#held.subarray(0, bytes - done);
      this.#held = this.#held.subarray(piece.length);
      done += piece.length;
      use(piece);
    }
    return done;
  }

  async #more(): Promise<boolean> {
    const next = await this.#pieces.next();
    if (next.done === true) {
      return false;
    }
    this.#held = Buffer.isBuffer(next.value) ? next.value : Buffer.alloc(0);
    return true;
  }
}

function padded(bytes: number): number {
  return Math.ceil(bytes / BLOCK) * BLOCK;
}
