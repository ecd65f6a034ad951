/**
 * MD5 of one block (RFC 1321), made for trying millions of short texts: no object, no array is made on the way.
 *
 * Only ever used to find out from what an id was made. MD5 protects nothing here.
 */

let stateA = 0;
let stateB = 0;
let stateC = 0;
let stateD = 0;

/** Sixteen words are always there; the fallback is for the type alone. */
const at = (w: Int32Array, index: number): number => w[index] ?? 0;

const turn = (n: number, s: number): number => (n << s) | (n >>> (32 - s));

const choose = (a: number, b: number, c: number, d: number, x: number, s: number, k: number): number =>
  (turn((a + (d ^ (b & (c ^ d))) + x + k) | 0, s) + b) | 0;

const chooseBack = (a: number, b: number, c: number, d: number, x: number, s: number, k: number): number =>
  (turn((a + (c ^ (d & (b ^ c))) + x + k) | 0, s) + b) | 0;

const parity = (a: number, b: number, c: number, d: number, x: number, s: number, k: number): number =>
  (turn((a + (b ^ c ^ d) + x + k) | 0, s) + b) | 0;

const mix = (a: number, b: number, c: number, d: number, x: number, s: number, k: number): number =>
  (turn((a + (c ^ (b | ~d)) + x + k) | 0, s) + b) | 0;

function round1(w: Int32Array): void {
  let [a, b, c, d] = [stateA, stateB, stateC, stateD];
  a = choose(a, b, c, d, at(w, 0), 7, 0xd76aa478);
  d = choose(d, a, b, c, at(w, 1), 12, 0xe8c7b756);
  c = choose(c, d, a, b, at(w, 2), 17, 0x242070db);
  b = choose(b, c, d, a, at(w, 3), 22, 0xc1bdceee);
  a = choose(a, b, c, d, at(w, 4), 7, 0xf57c0faf);
  d = choose(d, a, b, c, at(w, 5), 12, 0x4787c62a);
  c = choose(c, d, a, b, at(w, 6), 17, 0xa8304613);
  b = choose(b, c, d, a, at(w, 7), 22, 0xfd469501);
  a = choose(a, b, c, d, at(w, 8), 7, 0x698098d8);
  d = choose(d, a, b, c, at(w, 9), 12, 0x8b44f7af);
  c = choose(c, d, a, b, at(w, 10), 17, 0xffff5bb1);
  b = choose(b, c, d, a, at(w, 11), 22, 0x895cd7be);
  a = choose(a, b, c, d, at(w, 12), 7, 0x6b901122);
  d = choose(d, a, b, c, at(w, 13), 12, 0xfd987193);
  c = choose(c, d, a, b, at(w, 14), 17, 0xa679438e);
  b = choose(b, c, d, a, at(w, 15), 22, 0x49b40821);
  stateA = a;
  stateB = b;
  stateC = c;
  stateD = d;
}

function round2(w: Int32Array): void {
  let [a, b, c, d] = [stateA, stateB, stateC, stateD];
  a = chooseBack(a, b, c, d, at(w, 1), 5, 0xf61e2562);
  d = chooseBack(d, a, b, c, at(w, 6), 9, 0xc040b340);
  c = chooseBack(c, d, a, b, at(w, 11), 14, 0x265e5a51);
  b = chooseBack(b, c, d, a, at(w, 0), 20, 0xe9b6c7aa);
  a = chooseBack(a, b, c, d, at(w, 5), 5, 0xd62f105d);
  d = chooseBack(d, a, b, c, at(w, 10), 9, 0x02441453);
  c = chooseBack(c, d, a, b, at(w, 15), 14, 0xd8a1e681);
  b = chooseBack(b, c, d, a, at(w, 4), 20, 0xe7d3fbc8);
  a = chooseBack(a, b, c, d, at(w, 9), 5, 0x21e1cde6);
  d = chooseBack(d, a, b, c, at(w, 14), 9, 0xc33707d6);
  c = chooseBack(c, d, a, b, at(w, 3), 14, 0xf4d50d87);
  b = chooseBack(b, c, d, a, at(w, 8), 20, 0x455a14ed);
  a = chooseBack(a, b, c, d, at(w, 13), 5, 0xa9e3e905);
  d = chooseBack(d, a, b, c, at(w, 2), 9, 0xfcefa3f8);
  c = chooseBack(c, d, a, b, at(w, 7), 14, 0x676f02d9);
  b = chooseBack(b, c, d, a, at(w, 12), 20, 0x8d2a4c8a);
  stateA = a;
  stateB = b;
  stateC = c;
  stateD = d;
}

function round3(w: Int32Array): void {
  let [a, b, c, d] = [stateA, stateB, stateC, stateD];
  a = parity(a, b, c, d, at(w, 5), 4, 0xfffa3942);
  d = parity(d, a, b, c, at(w, 8), 11, 0x8771f681);
  c = parity(c, d, a, b, at(w, 11), 16, 0x6d9d6122);
  b = parity(b, c, d, a, at(w, 14), 23, 0xfde5380c);
  a = parity(a, b, c, d, at(w, 1), 4, 0xa4beea44);
  d = parity(d, a, b, c, at(w, 4), 11, 0x4bdecfa9);
  c = parity(c, d, a, b, at(w, 7), 16, 0xf6bb4b60);
  b = parity(b, c, d, a, at(w, 10), 23, 0xbebfbc70);
  a = parity(a, b, c, d, at(w, 13), 4, 0x289b7ec6);
  d = parity(d, a, b, c, at(w, 0), 11, 0xeaa127fa);
  c = parity(c, d, a, b, at(w, 3), 16, 0xd4ef3085);
  b = parity(b, c, d, a, at(w, 6), 23, 0x04881d05);
  a = parity(a, b, c, d, at(w, 9), 4, 0xd9d4d039);
  d = parity(d, a, b, c, at(w, 12), 11, 0xe6db99e5);
  c = parity(c, d, a, b, at(w, 15), 16, 0x1fa27cf8);
  b = parity(b, c, d, a, at(w, 2), 23, 0xc4ac5665);
  stateA = a;
  stateB = b;
  stateC = c;
  stateD = d;
}

function round4(w: Int32Array): void {
  let [a, b, c, d] = [stateA, stateB, stateC, stateD];
  a = mix(a, b, c, d, at(w, 0), 6, 0xf4292244);
  d = mix(d, a, b, c, at(w, 7), 10, 0x432aff97);
  c = mix(c, d, a, b, at(w, 14), 15, 0xab9423a7);
  b = mix(b, c, d, a, at(w, 5), 21, 0xfc93a039);
  a = mix(a, b, c, d, at(w, 12), 6, 0x655b59c3);
  d = mix(d, a, b, c, at(w, 3), 10, 0x8f0ccc92);
  c = mix(c, d, a, b, at(w, 10), 15, 0xffeff47d);
  b = mix(b, c, d, a, at(w, 1), 21, 0x85845dd1);
  a = mix(a, b, c, d, at(w, 8), 6, 0x6fa87e4f);
  d = mix(d, a, b, c, at(w, 15), 10, 0xfe2ce6e0);
  c = mix(c, d, a, b, at(w, 6), 15, 0xa3014314);
  b = mix(b, c, d, a, at(w, 13), 21, 0x4e0811a1);
  a = mix(a, b, c, d, at(w, 4), 6, 0xf7537e82);
  d = mix(d, a, b, c, at(w, 11), 10, 0xbd3af235);
  c = mix(c, d, a, b, at(w, 2), 15, 0x2ad7d2bb);
  b = mix(b, c, d, a, at(w, 9), 21, 0xeb86d391);
  stateA = a;
  stateB = b;
  stateC = c;
  stateD = d;
}

/** The four words of a hash, in the order of its digits. */
export type HashWords = readonly [number, number, number, number];

/** Whether the block of sixteen words (little-endian, padded by `padBlock`) has the given hash. */
export function hashesTo(w: Int32Array, [a, b, c, d]: HashWords): boolean {
  stateA = 0x67452301;
  stateB = 0xefcdab89 | 0;
  stateC = 0x98badcfe | 0;
  stateD = 0x10325476;
  round1(w);
  round2(w);
  round3(w);
  round4(w);
  return (
    ((stateA + 0x67452301) | 0) === a &&
    ((stateB + 0xefcdab89) | 0) === b &&
    ((stateC + 0x98badcfe) | 0) === c &&
    ((stateD + 0x10325476) | 0) === d
  );
}

/** The words of 32 hexadecimal digits; undefined where they are not. */
export function hashWords(hex: string): HashWords | undefined {
  if (!/^[0-9a-f]{32}$/i.test(hex)) {
    return undefined;
  }
  const word = (start: number): number => {
    const digits = hex.slice(start, start + 8);
    const bytes = [6, 4, 2, 0].map((from) => digits.slice(from, from + 2)).join('');
    return Number.parseInt(bytes, 16) | 0;
  };
  return [word(0), word(8), word(16), word(24)];
}

/** Texts that fit into one block with its padding. */
export const LONGEST_TEXT = 55;

/** A block whose text is written by the caller: `bytes` and `words` are views of the same memory. */
export interface Block {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
}

export function makeBlock(): Block {
  const memory = new ArrayBuffer(64);
  return { bytes: new Uint8Array(memory), words: new Int32Array(memory) };
}

/** Writes ASCII text into the block and pads it (RFC 1321 sections 3.1 and 3.2). */
export function fillBlock({ bytes }: Block, text: string): void {
  bytes.fill(0);
  for (let index = 0; index < Math.min(text.length, LONGEST_TEXT); index += 1) {
    bytes[index] = text.charCodeAt(index);
  }
  padBlock(bytes, Math.min(text.length, LONGEST_TEXT));
}

export function padBlock(bytes: Uint8Array, length: number): void {
  bytes[length] = 0x80;
  bytes[56] = (length * 8) & 0xff;
  bytes[57] = (length * 8) >> 8;
}
