import type { HashWords } from './md5';

/**
 * A WebAssembly module that tries the 1,000,000 microseconds of a second: MD5 of four texts at a time (SIMD).
 *
 * Written as bytes here because one loop over RFC 1321's 64 steps says it shorter than any generated file, and no
 * compiler is needed. Plain JavaScript does half a million texts in a second, this some ten millions.
 *
 * Memory: 16 words of four texts side by side (word i of text n at byte `16 i + 4 n`).
 */

const I32 = 0x7f;
const V128 = 0x7b;

/** Unsigned and signed LEB128 (WebAssembly core specification, section 5.2.2). */
function unsigned(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): readonly number[] {
  const low = value & 0x7f;
  const rest = value >> 7;
  const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return isLast ? [low] : [low | 0x80, ...signed(rest)];
}

type Code = readonly number[];

const get = (local: number): Code => [0x20, local];
const set = (local: number): Code => [0x21, local];
const i32 = (value: number): Code => [0x41, ...signed(value)];
const simd = (op: number, ...rest: readonly number[]): Code => [0xfd, ...unsigned(op), ...rest];

const ADD = 0x6a;
const AND = 0x71;
const SHL = 0x74;
const SHR = 0x76;
const MUL = 0x6c;
const GREATER = 0x4a;
const NOT_LESS = 0x4e;

const splat = simd(0x11);
const not = simd(0x4d);
const and = simd(0x4e);
const or = simd(0x50);
const xor = simd(0x51);
const select = simd(0x52);
const equal = simd(0x37);
const bits = simd(0xa4);
const shiftLeft = simd(0xab);
const shiftRight = simd(0xad);
const add = simd(0xae);
const loadWord = (word: number): Code => [...i32(0), ...simd(0x00, 4, ...unsigned(word * 16))];

function constant(value: number): Code {
  const bytes = [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
  return simd(0x0c, ...bytes, ...bytes, ...bytes, ...bytes);
}

/** Parameters: first and last microsecond, place of the five digits in the text, the hash. Then the locals. */
const [START, END, PLACE, HASH, MICROSECOND, DIGIT, ADDRESS] = [0, 1, 2, 3, 7, 8, 9];
const VARIABLES = 10;
const TARGETS = 14;
const SUM = 18;

const INITIAL: HashWords = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
const TURNS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;
const WORD_OF: readonly ((step: number) => number)[] = [
  (step) => step,
  (step) => 5 * step + 1,
  (step) => 3 * step + 5,
  (step) => 7 * step,
];

/** RFC 1321 section 3.4: F, G, H, I of three variables. */
function mixed(round: number, b: number, c: number, d: number): Code {
  switch (round) {
    case 0:
      return [...get(c), ...get(d), ...get(b), ...select];
    case 1:
      return [...get(b), ...get(c), ...get(d), ...select];
    case 2:
      return [...get(b), ...get(c), ...xor, ...get(d), ...xor];
    default:
      return [...get(b), ...get(d), ...not, ...or, ...get(c), ...xor];
  }
}

function md5Step(step: number): Code {
  const round = step >> 4;
  const variable = (offset: number): number => VARIABLES + ((((offset - step) % 4) + 4) % 4);
  const [a, b, c, d] = [variable(0), variable(1), variable(2), variable(3)];
  const word = (WORD_OF[round]?.(step) ?? 0) % 16;
  const turn = TURNS[round]?.[step % 4] ?? 0;
  const sine = Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32);
  const sum = [...get(a), ...mixed(round, b, c, d), ...add, ...loadWord(word), ...add, ...constant(sine), ...add];
  const left = [...get(SUM), ...i32(turn), ...shiftLeft];
  const right = [...get(SUM), ...i32(32 - turn), ...shiftRight];
  return [...sum, ...set(SUM), ...left, ...right, ...or, ...get(b), ...add, ...set(a)];
}

/** Writes digit `index` (0 the highest) of the microsecond into the four texts; only the lowest differs among them. */
function writeDigit(index: number): Code {
  const place = [...get(PLACE), ...i32(index), ADD];
  const address = [...place, ...i32(2), SHR, ...i32(4), SHL, ...place, ...i32(3), AND, ADD];
  const texts = [0, 1, 2, 3].flatMap((text) => {
    const value = [...get(MICROSECOND), ...i32(4 * (4 - index)), SHR, ...i32(15), AND];
    const own = index === 4 ? [...value, ...i32(text), ADD] : value;
    // '0' is 48; 'a' stands 39 signs behind the tenth digit.
    const sign = [...get(DIGIT), ...i32(48), ADD, ...get(DIGIT), ...i32(9), GREATER, ...i32(39), MUL, ADD];
    return [...own, ...set(DIGIT), ...get(ADDRESS), ...sign, 0x3a, 0, text * 4];
  });
  return [...address, ...set(ADDRESS), ...texts];
}

function searchBody(): Code {
  const each = <T>(make: (index: number) => readonly T[]): readonly T[] => [0, 1, 2, 3].flatMap(make);
  const targets = each((index) => [...get(HASH + index), ...splat, ...set(TARGETS + index)]);
  const begin = each((index) => [...constant(INITIAL[index] ?? 0), ...set(VARIABLES + index)]);
  const steps = Array.from({ length: 64 }, (_, step) => md5Step(step)).flat();
  const compared = each((index) => [
    ...get(VARIABLES + index),
    ...constant(INITIAL[index] ?? 0),
    ...add,
    ...get(TARGETS + index),
    ...equal,
    ...(index === 0 ? [] : and),
  ]);
  const hit = [
    ...compared,
    ...bits,
    0x22,
    DIGIT,
    0x04,
    0x40,
    ...get(MICROSECOND),
    ...get(DIGIT),
    0x68,
    ADD,
    0x0f,
    0x0b,
  ];
  const next = [...get(MICROSECOND), ...i32(4), ADD, ...set(MICROSECOND), 0x0c, 0];
  const digits = [0, 1, 2, 3, 4].flatMap(writeDigit);
  const loop = [0x03, 0x40, ...get(MICROSECOND), ...get(END), NOT_LESS, 0x0d, 1, ...digits, ...begin, ...steps, ...hit];
  return [...targets, ...get(START), ...set(MICROSECOND), 0x02, 0x40, ...loop, ...next, 0x0b, 0x0b, ...i32(-1), 0x0b];
}

const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const text = (name: string): Code => [name.length, ...[...name].map((sign) => sign.charCodeAt(0))];

/** The module's bytes: exports `memory` and `search(start, end, place, a, b, c, d)`, which gives a microsecond or -1. */
export function searchModule(): Uint8Array<ArrayBuffer> {
  const locals = [2, 3, I32, 9, V128];
  const body = [...locals, ...searchBody()];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 7, I32, I32, I32, I32, I32, I32, I32, 1, I32]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2, ...text('memory'), 2, 0, ...text('search'), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

/** Lays a padded block of 64 bytes out for four texts side by side. */
export function spreadBlock(block: Uint8Array, memory: Uint8Array): void {
  for (let index = 0; index < 64; index += 1) {
    for (let copy = 0; copy < 4; copy += 1) {
      memory[(index >> 2) * 16 + copy * 4 + (index & 3)] = block[index] ?? 0;
    }
  }
}
