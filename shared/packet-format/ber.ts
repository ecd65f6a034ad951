/**
 * Reads BER (ITU-T X.690 section 8) as mail programs write it: lengths that are not the shortest, contents of indefinite
 * length, octets in pieces. Never for what a verdict on our own files rests on: there `der.ts` takes one form only.
 *
 * What stands behind the last whole element is passed over. Ranges lie in the buffer that was given, so that
 * `raw.byteOffset` tells where an element stands.
 */
import { joinBytes } from '../text/join-bytes';
import { DER, type DerNode } from './der';

const MAX_DEPTH = 32;
const MAX_ELEMENTS = 2_000;
const INDEFINITE = 0x80;
const CONSTRUCTED = 0x20;

/** The elements from the beginning of `bytes`, as many as are whole. */
export function readBer(bytes: Uint8Array): readonly DerNode[] {
  const nodes: DerNode[] = [];
  for (let at = 0; at < bytes.length && nodes.length < MAX_ELEMENTS; ) {
    const node = berElement(bytes, at, 0);
    if (node === undefined) break;
    nodes.push(node);
    at += node.raw.length;
  }
  return nodes;
}

/** The members of a constructed element of the given tag; none where it is another. */
export function berMembers(node: DerNode | undefined, tag: number): readonly DerNode[] {
  return node?.tag === tag ? readBer(node.content) : [];
}

/** The bytes of an OCTET STRING, joined where it comes in pieces (section 8.7.3.2); undefined for another element. */
export function berOctets(node: DerNode | undefined, depth = 0): Uint8Array | undefined {
  if (node?.tag === DER.octets) return node.content;
  if (node?.tag !== (DER.octets | CONSTRUCTED) || depth > MAX_DEPTH) return undefined;
  return joinBytes(readBer(node.content).flatMap((piece) => berOctets(piece, depth + 1) ?? []));
}

function berElement(bytes: Uint8Array, start: number, depth: number): DerNode | undefined {
  const tag = bytes[start];
  const length = bytes[start + 1];
  if (tag === undefined || length === undefined || (tag & 0x1f) === 0x1f || tag === 0) return undefined;
  if (length === INDEFINITE) return indefinite(bytes, start, tag, depth);
  const size = length < INDEFINITE ? 0 : length - INDEFINITE;
  if (size > 4) return undefined;
  let value = size === 0 ? length : 0;
  for (let index = 0; index < size; index += 1) value = value * 256 + (bytes[start + 2 + index] ?? 0);
  const from = start + 2 + size;
  const end = from + value;
  return end > bytes.length ? undefined : { tag, raw: bytes.subarray(start, end), content: bytes.subarray(from, end) };
}

/** Two zero bytes end it (section 8.1.5). */
function indefinite(bytes: Uint8Array, start: number, tag: number, depth: number): DerNode | undefined {
  if ((tag & CONSTRUCTED) === 0 || depth >= MAX_DEPTH) return undefined;
  let at = start + 2;
  for (let count = 0; count < MAX_ELEMENTS; count += 1) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) {
      return { tag, raw: bytes.subarray(start, at + 2), content: bytes.subarray(start + 2, at) };
    }
    const member = berElement(bytes, at, depth + 1);
    if (member === undefined) return undefined;
    at += member.raw.length;
  }
  return undefined;
}
