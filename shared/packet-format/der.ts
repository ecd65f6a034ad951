/**
 * Reads DER (ITU-T X.690 section 10): definite lengths in their shortest form and nothing behind the end.
 *
 * Strict on purpose: where only one encoding is accepted, a changed byte cannot hide in another way to write the same.
 */
export interface DerNode {
  readonly tag: number;
  /** The whole element: tag, length and content. */
  readonly raw: Uint8Array;
  readonly content: Uint8Array;
}

export const DER = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octets: 0x04,
  nothing: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context3: 0xa3,
} as const;

/** The elements that fill `bytes`, or undefined where they are not well-formed DER. */
export function readDer(bytes: Uint8Array): readonly DerNode[] | undefined {
  const nodes: DerNode[] = [];
  let position = 0;
  while (position < bytes.length) {
    const node = nodeAt(bytes, position);
    if (node === undefined) {
      return undefined;
    }
    nodes.push(node);
    position += node.raw.length;
  }
  return nodes;
}

/** The members of a constructed element of the given tag; undefined when it is another or malformed. */
export function membersOf(node: DerNode | undefined, tag: number): readonly DerNode[] | undefined {
  return node?.tag === tag ? readDer(node.content) : undefined;
}

/** The one member of a constructed element; undefined when there are none or several. */
export function onlyMember(node: DerNode | undefined, tag: number): DerNode | undefined {
  const members = membersOf(node, tag) ?? [];
  return members.length === 1 ? members[0] : undefined;
}

/** The one element that fills `bytes`; undefined where there is none, or something stands behind it. */
export function wholeElement(bytes: Uint8Array): DerNode | undefined {
  const nodes = readDer(bytes) ?? [];
  return nodes.length === 1 ? nodes[0] : undefined;
}

/** Contents of an object identifier, in hexadecimal; empty for any other element. */
export function oidOf(node: DerNode | undefined): string {
  return node?.tag === DER.oid ? hexOf(node.content) : '';
}

/** Whether an element is the object identifier with these contents, in hexadecimal. */
export function isOid(node: DerNode | undefined, oid: string): boolean {
  return node?.tag === DER.oid && hexOf(node.content) === oid;
}

/** The bytes of a BIT STRING that fills whole bytes; undefined for any other element. */
export function wholeBits(node: DerNode | undefined): Uint8Array | undefined {
  return node?.tag === DER.bitString && node.content[0] === 0 ? node.content.subarray(1) : undefined;
}

/** Milliseconds since 1970 of a UTCTime or GeneralizedTime as RFC 5280 section 4.1.2.5 writes them; undefined for others. */
export function timeOf(node: DerNode | undefined): number | undefined {
  const isShort = node?.tag === DER.utcTime;
  if (node === undefined || !(isShort || node.tag === DER.generalizedTime)) {
    return undefined;
  }
  const text = String.fromCharCode(...node.content.subarray(0, 16));
  const [, year, month, day, hour, minute, second] = (isShort ? UTC_TIME : GENERALIZED_TIME).exec(text) ?? [];
  if (year === undefined || node.content.length > 16) {
    return undefined;
  }
  const fullYear = isShort ? Number(year) + (Number(year) < 50 ? 2000 : 1900) : Number(year);
  const time = Date.UTC(fullYear, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  // A day that the calendar lacks would have been carried over into the next month.
  return new Date(time).getUTCDate() === Number(day) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
    ? time
    : undefined;
}

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function nodeAt(bytes: Uint8Array, position: number): DerNode | undefined {
  const tag = bytes[position];
  const length = lengthAt(bytes, position + 1);
  if (tag === undefined || (tag & 0x1f) === 0x1f || length === undefined) {
    return undefined;
  }
  const start = position + 1 + length.size;
  const end = start + length.value;
  return end > bytes.length
    ? undefined
    : { tag, raw: bytes.subarray(position, end), content: bytes.subarray(start, end) };
}

function lengthAt(bytes: Uint8Array, position: number): { readonly value: number; readonly size: number } | undefined {
  const first = bytes[position];
  if (first === undefined || first < 0x80) {
    return first === undefined ? undefined : { value: first, size: 1 };
  }
  const count = first & 0x7f;
  if (count === 0 || count > 4 || position + count >= bytes.length) {
    return undefined;
  }
  let value = 0;
  for (let index = 1; index <= count; index += 1) {
    value = value * 256 + (bytes[position + index] ?? 0);
  }
  const isShortest = value >= 0x80 && value >= 256 ** (count - 1);
  return isShortest ? { value, size: 1 + count } : undefined;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Order of byte strings as DER sorts them: by the first byte that differs, the shorter first. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const index = a.findIndex((byte, at) => byte !== b[at]);
  return index === -1 ? a.length - b.length : (a[index] ?? 0) - (b[index] ?? -1);
}
