import { ByteCursor } from './byte-cursor';

/**
 * The attributes of TNEF (MS-OXTNEF section 2.1.3), the content of `winmail.dat`, in their order.
 *
 * Every length is checked against the bytes that are there; what stands before a lie is kept. The one walk for all who
 * read TNEF: the search for hidden files, and the import, which rebuilds the message.
 */
export interface TnefAttribute {
  readonly id: number;
  /** What is there of the value: less than was stated, where the package was cut off. */
  readonly value: Uint8Array;
  readonly isWhole: boolean;
  /** Whether the sum behind the value is that of its bytes; true where it was cut off. */
  readonly isSumRight: boolean;
}

export interface TnefReading {
  readonly attributes: readonly TnefAttribute[];
  /** Whether bytes at the end are no attributes. */
  readonly hasRest: boolean;
}

export const TNEF = {
  from: 0x8000,
  subject: 0x8004,
  dateSent: 0x8005,
  dateReceived: 0x8006,
  messageClass: 0x8008,
  body: 0x800c,
  attachData: 0x800f,
  attachTitle: 0x8010,
  transportFileName: 0x9001,
  attachStart: 0x9002,
  properties: 0x9003,
  recipients: 0x9004,
  attachProperties: 0x9005,
  codepage: 0x9007,
} as const;

const signature = 0x223e9f78;
const maxAttributes = 100_000;
/** Signature and key. */
const headBytes = 6;

/** @returns undefined where it is no TNEF; never throws */
export function readTnefAttributes(bytes: Uint8Array): TnefReading | undefined {
  const head = new ByteCursor(bytes.subarray(0, headBytes));
  if (bytes.length < headBytes || head.uint32() !== signature) return undefined;
  const cursor = new ByteCursor(bytes.subarray(headBytes));
  const attributes: TnefAttribute[] = [];
  while (!cursor.isAtEnd) {
    const level = cursor.uint8();
    const id = cursor.uint16();
    const type = cursor.uint16();
    const length = cursor.uint32();
    const isOne = (level === 1 || level === 2) && id !== undefined && type !== undefined && length !== undefined;
    if (!isOne || attributes.length >= maxAttributes) return { attributes, hasRest: true };
    const value = cursor.takeUpTo(length);
    const isWhole = value.length === length;
    const sum = cursor.uint16();
    attributes.push({ id, value, isWhole, isSumRight: !isWhole || sum === undefined || sum === sumOf(value) });
  }
  return { attributes, hasRest: false };
}

function sumOf(value: Uint8Array): number {
  let sum = 0;
  for (const byte of value) sum = (sum + byte) & 0xffff;
  return sum;
}
