import type { Encoding } from './decoders';
import type { FoundValue } from './find-values';
import type { ValueForm } from './needles';

/** One kind of replacement at one place: what the log counts. It never holds a value. */
export interface Change {
  /** Such as `Received`, `part 1.2 (text/html)`. */
  readonly place: string;
  readonly token: string;
  readonly form: ValueForm;
  readonly encodings: readonly Encoding[];
  readonly count: number;
}

/** Something that was left out of a message and why: signatures, files, what stood outside of all parts. */
export interface Omission {
  readonly place: string;
  readonly kind: 'signature' | 'body-hash' | 'opaque' | 'personal' | 'attachment' | 'outside' | 'embedded';
  readonly bytes: number;
  /** Of an attachment, where it can tell nothing about a person. */
  readonly sha256: string | null;
}

/** Adds up what was found, place by place. */
export class ChangeCount {
  readonly #counts = new Map<string, Change>();

  add(place: string, found: readonly FoundValue[]): void {
    for (const { token, form, encodings } of found) {
      const key = JSON.stringify([place, token, form, encodings]);
      const count = (this.#counts.get(key)?.count ?? 0) + 1;
      this.#counts.set(key, { place, token, form, encodings, count });
    }
  }

  all(): readonly Change[] {
    return [...this.#counts.values()];
  }
}
