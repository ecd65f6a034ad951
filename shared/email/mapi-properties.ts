import { ByteCursor } from './byte-cursor';

/** Properties of a message as a list in their stream form (MS-OXTNEF section 2.1.3.4, MS-OXCDATA section 2.11). */
export interface MapiProperty {
  /** The property's number without its type: the upper half of the tag of MS-OXPROPS. */
  readonly id: number;
  /** The type (MS-OXCDATA section 2.11.1) without the bit for "many values". */
  readonly type: number;
  /** The value, or the first of several. */
  readonly value: Uint8Array;
}

export interface PropertyRow {
  readonly properties: readonly MapiProperty[];
  /** False where a length or a type made no sense: what stands before it is kept. */
  readonly isWhole: boolean;
}

export const MAPI_TYPE = {
  int16: 0x0002,
  int32: 0x0003,
  boolean: 0x000b,
  object: 0x000d,
  string8: 0x001e,
  unicode: 0x001f,
  time: 0x0040,
  binary: 0x0102,
} as const;

/** One list: a count, then so many properties. */
export function readMapiProperties(bytes: Uint8Array): PropertyRow {
  return readRow(new ByteCursor(bytes));
}

/** Several lists behind their count, as recipients are stored; ends at the first that is not whole. */
export function readMapiRows(bytes: Uint8Array): readonly PropertyRow[] {
  const cursor = new ByteCursor(bytes);
  const rows: PropertyRow[] = [];
  const count = cursor.uint32() ?? 0;
  for (let n = 0; n < count && !cursor.isAtEnd; n += 1) {
    const row = readRow(cursor);
    rows.push(row);
    if (!row.isWhole) break;
  }
  return rows;
}

const many = 0x1000;
const counted: ReadonlySet<number> = new Set([
  MAPI_TYPE.string8,
  MAPI_TYPE.unicode,
  MAPI_TYPE.binary,
  MAPI_TYPE.object,
]);

/** Bytes of a value of fixed length, with what fills it up to four. */
const fixedBytes: ReadonlyMap<number, number> = new Map([
  [0x0001, 0],
  ...[0x02, 0x03, 0x04, 0x0a, 0x0b].map((type): [number, number] => [type, 4]),
  ...[0x05, 0x06, 0x07, 0x14, 0x40].map((type): [number, number] => [type, 8]),
  [0x0048, 16],
]);

/** Properties from here on have a set and a number or a name of their own before their value. */
const firstNamed = 0x8000;

function readRow(cursor: ByteCursor): PropertyRow {
  const properties: MapiProperty[] = [];
  const count = cursor.uint32();
  for (let n = 0; n < (count ?? 0); n += 1) {
    const written = cursor.uint16();
    const id = cursor.uint16();
    if (written === undefined || id === undefined || (id >= firstNamed && !skipName(cursor))) {
      return { properties, isWhole: false };
    }
    const value = readValue(cursor, written);
    if (value === undefined) return { properties, isWhole: false };
    properties.push({ id, type: written & ~many, value });
  }
  return { properties, isWhole: count !== undefined };
}

function skipName(cursor: ByteCursor): boolean {
  const isThere = cursor.take(16) !== undefined;
  const kind = cursor.uint32();
  return isThere && kind !== undefined && (kind === 0 ? cursor.take(4) : takeCounted(cursor)) !== undefined;
}

/** A length, so many bytes, and what fills the last four. */
function takeCounted(cursor: ByteCursor): Uint8Array | undefined {
  const length = cursor.uint32();
  const value = length === undefined ? undefined : cursor.take(length);
  if (value !== undefined) cursor.takeUpTo((4 - (value.length % 4)) % 4);
  return value;
}

/** Of several values the first is kept. */
function readValue(cursor: ByteCursor, written: number): Uint8Array | undefined {
  const type = written & ~many;
  const isCounted = counted.has(type);
  const size = fixedBytes.get(type);
  const count = isCounted || (written & many) !== 0 ? cursor.uint32() : 1;
  if (count === undefined || (!isCounted && size === undefined)) return undefined;
  let first: Uint8Array | undefined;
  for (let n = 0; n < count; n += 1) {
    const value = isCounted ? takeCounted(cursor) : cursor.take(size ?? 0);
    if (value === undefined || (size === 0 && n > 0)) return undefined;
    first ??= value;
  }
  return first ?? new Uint8Array();
}
