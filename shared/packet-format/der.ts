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
  integer: 0x02,
  bitString: 0x03,
  octets: 0x04,
  nothing: 0x05,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
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
