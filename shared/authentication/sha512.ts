/**
 * SHA-384 and SHA-512 (FIPS 180-4), pure: signatures on mail name them, and rules know no Node.
 *
 * Words of 64 bits are kept as halves of 32; the constants are computed from the primes that the standard names.
 */

export type WideHashName = 'sha384' | 'sha512';

const BLOCK = 128;
const ROUNDS = 80;

/** The first 64 bits of the fractional part of a prime's root, as halves. */
function rootFraction(prime: number, degree: 2n | 3n): readonly [high: number, low: number] {
  const scaled = BigInt(prime) << (64n * degree);
  let root = 1n << 72n;
  for (let next = step(root, scaled, degree); next < root; next = step(root, scaled, degree)) root = next;
  return [Number((root >> 32n) & 0xffff_ffffn), Number(root & 0xffff_ffffn)];
}

/** Newton's step towards the whole part of the root; from above it falls until it is there. */
function step(root: bigint, value: bigint, degree: 2n | 3n): bigint {
  return ((degree - 1n) * root + value / root ** (degree - 1n)) / degree;
}

function firstPrimes(count: number): readonly number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}

interface Constants {
  readonly rounds: Uint32Array;
  readonly start: Readonly<Record<WideHashName, Uint32Array>>;
}

let made: Constants | undefined;

/** Made at the first call: most runs never need them. */
function constants(): Constants {
  const roots = (from: number, count: number, degree: 2n | 3n): Uint32Array =>
    Uint32Array.from(
      firstPrimes(from + count)
        .slice(from)
        .flatMap((prime) => rootFraction(prime, degree)),
    );
  made ??= { rounds: roots(0, ROUNDS, 3n), start: { sha512: roots(0, 8, 2n), sha384: roots(8, 8, 2n) } };
  return made;
}

/** The digest of the pieces, one after the other. */
export function wideDigest(name: WideHashName, pieces: readonly Uint8Array[]): Uint8Array {
  const { rounds, start } = constants();
  const state = Uint32Array.from(start[name]);
  const words = new Uint32Array(2 * ROUNDS);
  const padded = paddedMessage(pieces);
  for (let at = 0; at < padded.length; at += BLOCK) compress(state, padded, at, words, rounds);
  const digest = new Uint8Array(64);
  const view = new DataView(digest.buffer);
  state.forEach((word, index) => {
    view.setUint32(4 * index, word);
  });
  return digest.subarray(0, name === 'sha384' ? 48 : 64);
}

/** The content, a one, zeros, and the number of its bits (section 5.1.2). */
function paddedMessage(pieces: readonly Uint8Array[]): Uint8Array {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const padded = new Uint8Array(Math.ceil((length + 17) / BLOCK) * BLOCK);
  let at = 0;
  for (const piece of pieces) {
    padded.set(piece, at);
    at += piece.length;
  }
  padded[at] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor((length * 8) / 2 ** 32));
  view.setUint32(padded.length - 4, (length * 8) >>> 0);
  return padded;
}

/** A sum in the making, high and low half: two numbers cannot be returned without an object. */
const sum = new Uint32Array(2);

function begin(h: number, l: number): void {
  sum[0] = h;
  sum[1] = l;
}

function add(h: number, l: number): void {
  const lowSum = (sum[1] ?? 0) + (l >>> 0);
  sum[1] = lowSum;
  sum[0] = (sum[0] ?? 0) + h + (lowSum > 0xffff_ffff ? 1 : 0);
}

/** One half of a word turned to the right by fewer than 32 places: `a` is that half, `b` the other. */
const turn = (a: number, b: number, by: number): number => (a >>> by) | (b << (32 - by));

/** Sums of section 4.1.3: turns by more than 32 places are those by the rest with the halves exchanged. */
function addBig0(h: number, l: number): void {
  add(turn(h, l, 28) ^ turn(l, h, 2) ^ turn(l, h, 7), turn(l, h, 28) ^ turn(h, l, 2) ^ turn(h, l, 7));
}

function addBig1(h: number, l: number): void {
  add(turn(h, l, 14) ^ turn(h, l, 18) ^ turn(l, h, 9), turn(l, h, 14) ^ turn(l, h, 18) ^ turn(h, l, 9));
}

/** The last of the three is a shift: nothing comes into the high half. */
function addSmall0(h: number, l: number): void {
  add(turn(h, l, 1) ^ turn(h, l, 8) ^ (h >>> 7), turn(l, h, 1) ^ turn(l, h, 8) ^ turn(l, h, 7));
}

function addSmall1(h: number, l: number): void {
  add(turn(h, l, 19) ^ turn(l, h, 29) ^ (h >>> 6), turn(l, h, 19) ^ turn(h, l, 29) ^ turn(l, h, 6));
}

/** Every index is inside; the fallback is for the type alone. */
const word = (from: Uint32Array, index: number): number => from[index] ?? 0;

function compress(state: Uint32Array, block: Uint8Array, at: number, w: Uint32Array, k: Uint32Array): void {
  schedule(block, at, w);
  // Eight words as halves, a to h; instead of being moved on in each round, their places are counted back by one.
  const v = Uint32Array.from(state);
  for (let t = 0; t < 2 * ROUNDS; t += 2) {
    const [a, b, c, d] = [(0 - t) & 15, (2 - t) & 15, (4 - t) & 15, (6 - t) & 15];
    const [e, f, g, h] = [(8 - t) & 15, (10 - t) & 15, (12 - t) & 15, (14 - t) & 15];
    begin(word(v, h), word(v, h + 1));
    addBig1(word(v, e), word(v, e + 1));
    add(choice(word(v, e), word(v, f), word(v, g)), choice(word(v, e + 1), word(v, f + 1), word(v, g + 1)));
    add(word(k, t), word(k, t + 1));
    add(word(w, t), word(w, t + 1));
    const [high, low] = [word(sum, 0), word(sum, 1)];
    add(word(v, d), word(v, d + 1));
    v[d] = word(sum, 0);
    v[d + 1] = word(sum, 1);
    begin(high, low);
    addBig0(word(v, a), word(v, a + 1));
    add(majority(word(v, a), word(v, b), word(v, c)), majority(word(v, a + 1), word(v, b + 1), word(v, c + 1)));
    v[h] = word(sum, 0);
    v[h + 1] = word(sum, 1);
  }
  for (let index = 0; index < 16; index += 2) {
    begin(word(state, index), word(state, index + 1));
    add(word(v, index), word(v, index + 1));
    state[index] = word(sum, 0);
    state[index + 1] = word(sum, 1);
  }
}

/** The words of all rounds from those of the block (section 6.4.2). */
function schedule(block: Uint8Array, at: number, w: Uint32Array): void {
  const view = new DataView(block.buffer, block.byteOffset + at, BLOCK);
  for (let index = 0; index < 32; index += 1) w[index] = view.getUint32(4 * index);
  for (let t = 32; t < 2 * ROUNDS; t += 2) {
    begin(word(w, t - 32), word(w, t - 31));
    addSmall0(word(w, t - 30), word(w, t - 29));
    add(word(w, t - 14), word(w, t - 13));
    addSmall1(word(w, t - 4), word(w, t - 3));
    w[t] = word(sum, 0);
    w[t + 1] = word(sum, 1);
  }
}

const choice = (a: number, b: number, c: number): number => (a & b) ^ (~a & c);

const majority = (a: number, b: number, c: number): number => (a & b) ^ (a & c) ^ (b & c);
