/** Collecting the bytes of an inner file: in memory while there are few, in a file of ours beyond that, never over a limit. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { errorCode } from '../../fs/error-code';
import { UNPACK_LIMITS } from './container';

/** What comes out of a container is more than it may be, or than the disk has room for. */
export class TooMuch extends Error {
  /** Why this file stays in its container. */
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

export const OVER_LIMIT = 'more would come out of it than one file may hold';
const NO_ROOM = 'the disk of this case had no room to unpack it';

/** Counts what comes out of a container, over all of its files. */
export class OutputBudget {
  #left: number;
  readonly #working: () => void;
  #unsaid = 0;
  #remark = 'More comes out of it than Chainmail takes in from one file; the rest was not unpacked.';

  /** `working`: told now and then that bytes come out. */
  constructor(bytes: number, working: () => void = () => undefined) {
    this.#left = bytes;
    this.#working = working;
  }

  get left(): number {
    return this.#left;
  }

  /** What is to be said of the container once nothing is left. */
  get remark(): string {
    return this.#remark;
  }

  /** @throws TooMuch */
  take(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) {
      throw new TooMuch(OVER_LIMIT);
    }
    this.#unsaid += bytes;
    if (this.#unsaid >= UNPACK_LIMITS.signBytes) {
      this.#unsaid = 0;
      this.#working();
    }
  }

  /** The disk took no more: nothing further is unpacked. @throws TooMuch always */
  stop(code: string): never {
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    this.#left = -1;
    this.#remark = `${isFull ? 'The disk of this case had no room' : `The disk of this case reported an error (${code})`} while it was unpacked; the rest was not. Free some space and take it in again.`;
    throw new TooMuch(isFull ? NO_ROOM : `the disk of this case reported an error (${code}) when it was unpacked`);
  }
}

export class InnerContent {
  readonly #place: string;
  readonly #budget: OutputBudget;
  #pieces: Uint8Array[] = [];
  #held = 0;
  #file: number | undefined;
  bytes = 0;

  constructor(place: string, budget: OutputBudget) {
    this.#place = place;
    this.#budget = budget;
  }

  /** @throws TooMuch */
  add(piece: Uint8Array): void {
    this.#budget.take(piece.length);
    this.bytes += piece.length;
    this.#held += piece.length;
    this.#pieces.push(piece);
    if (this.#held > UNPACK_LIMITS.inMemoryBytes) {
      this.#flush();
    }
  }

  /** The bytes, or where they are; why not, where the disk took no more at the end: nothing of them is left then. */
  finish(): Uint8Array | { readonly staged: string } | TooMuch {
    if (this.#file === undefined) {
      // A buffer of its own, so that it can be handed to another thread.
      const whole = new Uint8Array(this.#held);
      let at = 0;
      for (const piece of this.#pieces) {
        whole.set(piece, at);
        at += piece.length;
      }
      return whole;
    }
    try {
      this.#flush();
    } catch (error) {
      this.discard();
      if (error instanceof TooMuch) {
        return error;
      }
      throw error;
    }
    closeSync(this.#file);
    return { staged: this.#place };
  }

  discard(): void {
    this.#pieces = [];
    if (this.#file !== undefined) {
      closeSync(this.#file);
      rmSync(this.#place, { force: true });
    }
  }

  #flush(): void {
    try {
      this.#file ??= openSync(this.#place, 'wx', 0o600);
      for (const piece of this.#pieces) {
        let done = 0;
        while (done < piece.length) {
          done += writeSync(this.#file, piece, done);
        }
      }
    } catch (error) {
      this.#budget.stop(errorCode(error));
    }
    this.#pieces = [];
    this.#held = 0;
  }
}
