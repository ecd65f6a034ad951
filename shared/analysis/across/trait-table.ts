import type { Came, Member } from './member';
import { rangeOfKind, type TraitKind } from './trait';

/**
 * The traits of all messages of a case as numbers one after the other, as the catalogue keeps them, and the messages
 * that a value brings together.
 *
 * A message is `id, date, received, count` and then `count` traits; NaN stands for no date.
 */

const HEAD = 4;
const NONE: readonly number[] = [];

export interface TraitRow {
  readonly id: number;
  readonly dateMs: number | null;
  readonly receivedMs: number | null;
  readonly traits: readonly number[];
}

/** Messages in the order of their ids, as one array. */
export function packTraits(rows: readonly TraitRow[]): Float64Array {
  const packed = new Float64Array(rows.reduce((sum, { traits }) => sum + HEAD + traits.length, 0));
  let at = 0;
  for (const { id, dateMs, receivedMs, traits } of rows) {
    packed.set([id, dateMs ?? Number.NaN, receivedMs ?? Number.NaN, traits.length], at);
    packed.set(traits, at + HEAD);
    at += HEAD + traits.length;
  }
  return packed;
}

/** Sharers of each value of a kind: values in order, and for each the messages that have it. */
interface KindIndex {
  readonly keys: Float64Array;
  /** `owners[offsets[i] .. offsets[i + 1]]` have `keys[i]`: numbers of messages in the table. */
  readonly offsets: Uint32Array;
  readonly owners: Uint32Array;
}

export class TraitTable {
  readonly #data: Float64Array;
  /** Where each message begins, in the order of their ids. */
  readonly #starts: Uint32Array;
  readonly #came: ReadonlyMap<number, Came>;
  readonly #indices = new Map<string, KindIndex>();

  /** @param came how messages came that were not acquired as they are */
  constructor(chunks: readonly Float64Array[], came: ReadonlyMap<number, Came> = new Map()) {
    this.#data = joined(chunks);
    this.#starts = startsOf(this.#data);
    this.#came = came;
  }

  get size(): number {
    return this.#starts.length;
  }

  /** The message's number in the table; undefined where it has no traits yet. */
  find(id: number): number | undefined {
    const at = lowerBound(this.#starts.length, (index) => this.#idAt(index) < id);
    return at < this.#starts.length && this.#idAt(at) === id ? at : undefined;
  }

  memberAt(index: number): Member {
    const id = this.#idAt(index);
    const start = this.#starts[index] ?? 0;
    const values = (kind: TraitKind, most: number): readonly number[] => {
      const range = rangeOfKind(kind);
      const end = this.#endOf(start);
      let found = NONE;
      for (let at = start + HEAD; at < end && found.length < most; at += 1) {
        const value = this.#data[at] ?? 0;
        if (value >= range.start && value < range.end) found = found.length === 0 ? [value] : [...found, value];
      }
      return found;
    };
    return {
      id,
      came: this.#came.get(id) ?? 'acquired',
      dateMs: numberOrNone(this.#data[start + 1]),
      receivedMs: numberOrNone(this.#data[start + 2]),
      value: (kind) => values(kind, 1)[0],
      values: (kind) => values(kind, Number.POSITIVE_INFINITY),
    };
  }

  /** The messages with this value, in order; the key is the hash without its kind. */
  sharers(kind: TraitKind, key: number, least = 1): readonly Member[] {
    const { keys, offsets, owners } = this.index(kind, least);
    const at = lowerBound(keys.length, (index) => (keys[index] ?? 0) < key);
    return keys[at] === key ? this.#members(owners.subarray(offsets[at], offsets[at + 1])) : [];
  }

  /** Every value that `least` messages have at least, in order. */
  *groups(kind: TraitKind, least: number): Generator<{ readonly key: number; readonly members: readonly Member[] }> {
    const { keys, offsets, owners } = this.index(kind, least);
    for (const [at, key] of keys.entries()) {
      yield { key, members: this.#members(owners.subarray(offsets[at], offsets[at + 1])) };
    }
  }

  /** Made when it is asked for first: one look through the table for each kind. */
  index(kind: TraitKind, least: number): KindIndex {
    const name = `${kind} ${least}`;
    const known = this.#indices.get(name) ?? this.#makeIndex(kind, least);
    this.#indices.set(name, known);
    return known;
  }

  #makeIndex(kind: TraitKind, least: number): KindIndex {
    const { keys, counts } = repeated(this.#keysOf(kind), least);
    const offsets = new Uint32Array(keys.length + 1);
    for (const [at, count] of counts.entries()) {
      offsets[at + 1] = (offsets[at] ?? 0) + count;
    }
    const owners = new Uint32Array(offsets[keys.length] ?? 0);
    const next = offsets.slice();
    this.#eachOf(kind, (key, message) => {
      const at = lowerBound(keys.length, (index) => (keys[index] ?? 0) < key);
      if (keys[at] === key) {
        const place = next[at] ?? 0;
        owners[place] = message;
        next[at] = place + 1;
      }
    });
    return { keys, offsets, owners };
  }

  /** All of them, sorted. */
  #keysOf(kind: TraitKind): Float64Array {
    let count = 0;
    this.#eachOf(kind, () => {
      count += 1;
    });
    const keys = new Float64Array(count);
    let at = 0;
    this.#eachOf(kind, (key) => {
      keys[at] = key;
      at += 1;
    });
    return keys.sort();
  }

  #eachOf(kind: TraitKind, visit: (key: number, message: number) => void): void {
    const data = this.#data;
    const range = rangeOfKind(kind);
    for (let message = 0; message < this.#starts.length; message += 1) {
      const start = this.#starts[message] ?? 0;
      const end = this.#endOf(start);
      for (let at = start + HEAD; at < end; at += 1) {
        const value = data[at] ?? 0;
        if (value >= range.start && value < range.end) visit(value - range.start, message);
      }
    }
  }

  #endOf(start: number): number {
    return start + HEAD + (this.#data[start + 3] ?? 0);
  }

  #members(owners: Uint32Array): readonly Member[] {
    return Array.from(owners, (owner) => this.memberAt(owner));
  }

  #idAt(index: number): number {
    return this.#data[this.#starts[index] ?? 0] ?? 0;
  }
}

/** The different values that stand `least` times at least, with how often they do. */
function repeated(sorted: Float64Array, least: number): { readonly keys: Float64Array; readonly counts: Uint32Array } {
  const keys = new Float64Array(sorted.length);
  const counts = new Uint32Array(sorted.length);
  let found = 0;
  for (let at = 0; at < sorted.length; ) {
    const key = sorted[at] ?? 0;
    let end = at + 1;
    while (sorted[end] === key) end += 1;
    if (end - at >= least) {
      keys[found] = key;
      counts[found] = end - at;
      found += 1;
    }
    at = end;
  }
  return { keys: keys.slice(0, found), counts: counts.slice(0, found) };
}

/** In the order of messages, whatever the order of the chunks. */
function joined(chunks: readonly Float64Array[]): Float64Array {
  const ordered = chunks.filter(({ length }) => length > 0).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  const data = new Float64Array(ordered.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of ordered) {
    data.set(chunk, at);
    at += chunk.length;
  }
  return data;
}

function startsOf(data: Float64Array): Uint32Array {
  const starts: number[] = [];
  for (let at = 0; at < data.length; at += HEAD + (data[at + 3] ?? 0)) {
    starts.push(at);
  }
  return Uint32Array.from(starts);
}

function lowerBound(length: number, isBefore: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function numberOrNone(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
