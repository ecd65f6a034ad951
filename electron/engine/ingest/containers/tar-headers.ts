import { BLOCK, readTarHeader, type TarHeader } from './tar-header';
import type { TarStream } from './tar-stream';

const ZEROS = Buffer.alloc(BLOCK);
/** How far a next header is looked for behind an end mark or damage: more than any program fills up with. */
const SEARCHED_BYTES = 64 << 20;

/**
 * The headers of a tar archive in order, also those behind its end mark (archives put together with `cat`) and behind
 * damage: their checksum tells them from everything else.
 */
export class TarHeaders {
  readonly #stream: TarStream;
  readonly #remarks = new Set<string>();

  constructor(stream: TarStream) {
    this.#stream = stream;
  }

  get remarks(): readonly string[] {
    return [...this.#remarks];
  }

  /** @returns null at the end */
  async next(): Promise<TarHeader | null> {
    let zeros = 0;
    let damaged = 0;
    while (zeros + damaged < SEARCHED_BYTES) {
      const block = await this.#stream.take(BLOCK);
      if (block.length < BLOCK) {
        this.#end(block.length, zeros, damaged);
        return null;
      }
      const isEmpty = block.equals(ZEROS);
      const header = isEmpty ? undefined : readTarHeader(block);
      if (header !== undefined && Number.isSafeInteger(header.size)) {
        this.#found(zeros, damaged);
        return header;
      }
      zeros += isEmpty ? BLOCK : 0;
      damaged += isEmpty ? 0 : BLOCK;
    }
    this.#remarks.add(`What lies more than ${SEARCHED_BYTES >> 20} MB behind its last file was not looked at.`);
    return null;
  }

  #found(zeros: number, damaged: number): void {
    if (damaged > 0) {
      this.#remarks.add(`${damaged} bytes in it are damaged and were passed over; what comes after them was taken in.`);
    } else if (zeros > 0) {
      this.#remarks.add('More files lie behind its end mark; they were taken in.');
    }
  }

  #end(rest: number, zeros: number, damaged: number): void {
    if (damaged > 0) {
      const where = zeros > 0 ? 'Behind its end mark' : 'At its end';
      this.#remarks.add(`${where} lie ${damaged + rest} bytes that are no file of the archive; they were not read.`);
    } else if (rest > 0) {
      this.#remarks.add('It was cut off; what came before was taken in.');
    } else if (zeros === 0) {
      this.#remarks.add('Its end mark is missing.');
    }
  }
}
