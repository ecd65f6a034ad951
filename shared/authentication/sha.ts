/**
 * SHA-1 and SHA-256 (FIPS 180-4) that can be asked for the digest of what was read so far, and go on.
 *
 * Rules are pure and know no Node; the search for a footer asks for the digest at every line. The bytes decide, so the
 * tests compare with another implementation on any input.
 */

export type HashName = 'sha1' | 'sha256';

interface Algorithm {
  readonly start: readonly number[];
  readonly compress: (state: Uint32Array, block: Uint8Array, at: number, words: Uint32Array) => void;
}

const K = new Uint32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]);

const ALGORITHMS: Readonly<Record<HashName, Algorithm>> = {
  sha1: { start: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0], compress: compressSha1 },
  sha256: {
    start: [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
    compress: compressSha256,
  },
};

const BLOCK = 64;

/** A running digest. */
export class Sha {
  readonly #name: HashName;
  readonly #compress: Algorithm['compress'];
  readonly #state: Uint32Array;
  readonly #words = new Uint32Array(80);
  readonly #block = new Uint8Array(BLOCK);
  #filled = 0;
  #length = 0;

  constructor(name: HashName) {
    const { start, compress } = ALGORITHMS[name];
    this.#name = name;
    this.#state = Uint32Array.from(start);
    this.#compress = compress;
  }

  update(bytes: Uint8Array, start = 0, end = bytes.length): this {
    let at = start;
    this.#length += end - start;
    if (this.#filled > 0) {
      const taken = Math.min(BLOCK - this.#filled, end - at);
      this.#block.set(bytes.subarray(at, at + taken), this.#filled);
      this.#filled += taken;
      at += taken;
      if (this.#filled < BLOCK) {
        return this;
      }
      this.#compress(this.#state, this.#block, 0, this.#words);
      this.#filled = 0;
    }
    for (; at + BLOCK <= end; at += BLOCK) {
      this.#compress(this.#state, bytes, at, this.#words);
    }
    if (at < end) {
      this.#block.set(bytes.subarray(at, end));
      this.#filled = end - at;
    }
    return this;
  }

  /** The digest of everything so far, as if `more` followed; what really follows is not touched by it. */
  digest(more?: Uint8Array): Uint8Array {
    if (more !== undefined && more.length > 0) {
      return this.#fork().update(more).digest();
    }
    const state = Uint32Array.from(this.#state);
    const tail = new Uint8Array(this.#filled < BLOCK - 8 ? BLOCK : 2 * BLOCK);
    tail.set(this.#block.subarray(0, this.#filled));
    tail[this.#filled] = 0x80;
    const view = new DataView(tail.buffer);
    view.setUint32(tail.length - 8, Math.floor(this.#length / 0x2000_0000));
    view.setUint32(tail.length - 4, (this.#length * 8) >>> 0);
    for (let at = 0; at < tail.length; at += BLOCK) {
      this.#compress(state, tail, at, this.#words);
    }
    const digest = new Uint8Array(state.length * 4);
    const out = new DataView(digest.buffer);
    state.forEach((word, index) => {
      out.setUint32(index * 4, word);
    });
    return digest;
  }

  #fork(): Sha {
    const fork = new Sha(this.#name);
    fork.#state.set(this.#state);
    fork.#block.set(this.#block);
    fork.#filled = this.#filled;
    fork.#length = this.#length;
    return fork;
  }
}

function compressSha256(state: Uint32Array, block: Uint8Array, at: number, w: Uint32Array): void {
  for (let i = 0; i < 16; i += 1) {
    const j = at + i * 4;
    w[i] = ((block[j] ?? 0) << 24) | ((block[j + 1] ?? 0) << 16) | ((block[j + 2] ?? 0) << 8) | (block[j + 3] ?? 0);
  }
  for (let i = 16; i < 64; i += 1) {
    const x = w[i - 15] ?? 0;
    const y = w[i - 2] ?? 0;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = ((w[i - 16] ?? 0) + s0 + (w[i - 7] ?? 0) + s1) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[i] ?? 0) + (w[i] ?? 0)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  add(state, a, b, c, d, e, f, g, h);
}

function compressSha1(state: Uint32Array, block: Uint8Array, at: number, w: Uint32Array): void {
  for (let i = 0; i < 16; i += 1) {
    const j = at + i * 4;
    w[i] = ((block[j] ?? 0) << 24) | ((block[j + 1] ?? 0) << 16) | ((block[j + 2] ?? 0) << 8) | (block[j + 3] ?? 0);
  }
  for (let i = 16; i < 80; i += 1) {
    const x = (w[i - 3] ?? 0) ^ (w[i - 8] ?? 0) ^ (w[i - 14] ?? 0) ^ (w[i - 16] ?? 0);
    w[i] = (x << 1) | (x >>> 31);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let i = 0; i < 80; i += 1) {
    const t = (((a << 5) | (a >>> 27)) + roundOfSha1(i, b, c, d) + e + (w[i] ?? 0)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = t;
  }
  add(state, a, b, c, d, e);
}

function roundOfSha1(i: number, b: number, c: number, d: number): number {
  if (i < 20) {
    return ((b & c) | (~b & d)) + 0x5a827999;
  }
  if (i < 40) {
    return (b ^ c ^ d) + 0x6ed9eba1;
  }
  return i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc : (b ^ c ^ d) + 0xca62c1d6;
}

function add(state: Uint32Array, ...words: readonly number[]): void {
  for (let index = 0; index < words.length; index += 1) {
    state[index] = ((state[index] ?? 0) + (words[index] ?? 0)) >>> 0;
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  const out: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET[(group >> shift) & 63] ?? '').join('');
    out.push(at + 2 < bytes.length ? letters : letters.slice(0, bytes.length - at + 1).padEnd(4, '='));
  }
  return out.join('');
}
