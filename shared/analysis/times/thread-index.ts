import type { Token } from '../tokens';
import { fromFiletimeTicks } from './clocks';
import type { DecodedTime } from './decoder';

const HEADER_BYTES = 22;
const BLOCK_BYTES = 5;
const MAX_BLOCKS = 200;
const PRECISION_SECONDS = 1.68;

/** A conversation index, read: when the conversation began, and when each reply was begun. */
export interface ThreadIndex {
  readonly rootMs: number;
  readonly replyMs: readonly number[];
  /** The sixteen bytes that all messages of the conversation share, in hexadecimal. */
  readonly guid: string;
}

/**
 * Reads Thread-Index ([MS-OXOMSG] section 2.2.1.3, and what Exchange really writes).
 *
 * Two forms exist. In the older one the first six bytes are the top of the FILETIME, whose first byte is 01. In the
 * newer one a byte 01 stands before the top five bytes. Undefined for anything else.
 */
export function readThreadIndex(base64: string): ThreadIndex | undefined {
  const bytes = fromBase64(base64.replace(/[ \t\r\n]/g, ''));
  if (bytes === undefined || bytes.length < HEADER_BYTES || bytes[0] !== 1) {
    return undefined;
  }
  const isModern = bytes[1] === 1;
  const written = number(bytes, 0, 6) << 16n;
  const root = isModern ? number(bytes, 1, 6) << 24n : written;
  return {
    rootMs: fromFiletimeTicks(root),
    replyMs: replies(bytes, root, written, isModern).map(fromFiletimeTicks),
    guid: [...bytes.slice(6, HEADER_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
}

/** Each block adds to the one before it; the newer writer subtracts from the bytes that include the extra 01. */
function replies(bytes: readonly number[], root: bigint, written: bigint, isModern: boolean): readonly bigint[] {
  const times: bigint[] = [];
  let current = isModern ? written : root;
  let previous = root;
  for (let at = HEADER_BYTES; at + BLOCK_BYTES <= bytes.length && times.length < MAX_BLOCKS; at += BLOCK_BYTES) {
    const block = number(bytes, at, at + 4);
    const shift = block >> 31n === 1n ? 23n : 18n;
    const sum = current + ((block & 0x7fff_ffffn) << shift);
    current = nearestCongruent(sum, previous, 1n << (31n + shift));
    previous = current;
    times.push(current);
  }
  return times;
}

/** The writer cuts differences to 31 bits: takes the value that differs by whole turns and lies nearest to `target`. */
function nearestCongruent(value: bigint, target: bigint, turn: bigint): bigint {
  const offset = (((value - target) % turn) + turn) % turn;
  return target + (offset > turn / 2n ? offset - turn : offset);
}

function number(bytes: readonly number[], start: number, end: number): bigint {
  return bytes.slice(start, end).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function fromBase64(text: string): readonly number[] | undefined {
  // The padding is missing in some honest mail.
  const digits = text.replace(/={1,2}$/, '');
  if (digits.length > 4 * MAX_BLOCKS * BLOCK_BYTES || !/^[A-Za-z0-9+/]+$/.test(digits) || digits.length % 4 === 1) {
    return undefined;
  }
  return [...atob(digits)].map((sign) => sign.charCodeAt(0));
}

/** The times in a Thread-Index field, all standing on the field's whole value: base64 does not part them. */
export function threadIndexTimes({ text, span }: Token): readonly DecodedTime[] {
  const index = readThreadIndex(text);
  if (index === undefined) {
    return [];
  }
  const base = {
    source: 'thread-index',
    span,
    precisionSeconds: PRECISION_SECONDS,
    clock: 'utc',
    whose: 'author',
    bound: 'lower',
    needsSupport: false,
  } as const;
  return [
    { ...base, kind: 'thread-index.root', timeMs: index.rootMs },
    ...index.replyMs.map((timeMs) => ({ ...base, kind: 'thread-index.reply', timeMs })),
  ];
}
