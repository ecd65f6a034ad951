/** Collecting the bytes of an inner file: in memory while there are few, in a file of ours beyond that, never over a limit. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { UNPACK_LIMITS } from './container';

/** What comes out of a container is more than it may be. */
export class TooMuch extends Error {}

/** Counts what comes out of a container, over all of its files. */
export class OutputBudget {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  get left(): number {
    return this.#left;
  }

  /** @throws TooMuch */
  take(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) {
      throw new TooMuch();
    }
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

  /** @throws TooMuch, or the system's error when the disk is full */
  add(piece: Uint8Array): void {
    this.#budget.take(piece.length);
    this.bytes += piece.length;
    this.#held += piece.length;
    this.#pieces.push(piece);
    if (this.#held > UNPACK_LIMITS.inMemoryBytes) {
      this.#flush();
    }
  }

  finish(): Uint8Array | { readonly staged: string } {
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
    this.#flush();
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
    this.#file ??= openSync(this.#place, 'wx', 0o600);
    for (const piece of this.#pieces) {
      let done = 0;
      while (done < piece.length) {
        done += writeSync(this.#file, piece, done);
      }
    }
    this.#pieces = [];
    this.#held = 0;
  }
}
