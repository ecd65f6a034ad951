/**
 * IP addresses as they stand in headers, read strictly, and what kind of network they belong to.
 *
 * Sources: RFC 6890 and the IANA special-purpose registries (IPv4: 2021-02, IPv6: 2021-03), RFC 5737 and RFC 3849
 * (documentation), RFC 6598 (carrier NAT), RFC 4193 (unique local), RFC 3056 (6to4), RFC 4380 (Teredo).
 */

import { remember } from '../text/remember';

export type IpClass =
  | 'public'
  | 'private'
  | 'loopback'
  | 'link-local'
  | 'carrier-nat'
  | 'documentation'
  | 'reserved'
  | 'multicast'
  | 'unspecified';

export interface IpAddress {
  readonly version: 4 | 6;
  /** 4 or 16 bytes. */
  readonly bytes: readonly number[];
}

const maxLiteralLength = 64;

/** Reads an IPv4 or IPv6 literal: no brackets, no `IPv6:`, no zone; undefined when it is not exactly one. */
export function parseIpAddress(text: string): IpAddress | undefined {
  return readLiteral(text).address;
}

/** A literal with its class, or neither where the text is none. */
interface ReadLiteral {
  readonly address: IpAddress | undefined;
  readonly kind: IpClass | undefined;
}

const readLiteral = remember(4_000, (text): ReadLiteral => {
  if (text.length > maxLiteralLength) return { address: undefined, kind: undefined };
  const address = text.includes(':') ? parseIpv6(text) : parseIpv4(text);
  return { address, kind: address === undefined ? undefined : classifyIp(address) };
});

/** Four decimal numbers 0 to 255; a leading zero is refused, because some readers take it for octal. */
function parseIpv4(text: string): IpAddress | undefined {
  const parts = text.split('.');
  const isWellFormed =
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
  return isWellFormed ? { version: 4, bytes: parts.map(Number) } : undefined;
}

/** RFC 4291 section 2.2: eight groups, one `::`, an IPv4 tail. */
function parseIpv6(text: string): IpAddress | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = readGroups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? readGroups(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  return { version: 6, bytes: [...head, ...new Array<number>(missing).fill(0), ...tail] };
}

function readGroups(text: string, mayEndInIpv4: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    const isLast = index === groups.length - 1;
    const ipv4 = isLast && mayEndInIpv4 && group.includes('.') ? parseIpv4(group) : undefined;
    if (ipv4 !== undefined) bytes.push(...ipv4.bytes);
    else if (/^[0-9a-f]{1,4}$/i.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff);
    else return undefined;
  }
  return bytes;
}

/** A block of addresses: its first bytes, how many bits of them count, and what it is for. */
type Block = readonly [first: readonly number[], bits: number, kind: IpClass];

const ipv4Blocks: readonly Block[] = [
  [[0, 0, 0, 0], 32, 'unspecified'],
  [[0], 8, 'reserved'],
  [[10], 8, 'private'],
  [[100, 64], 10, 'carrier-nat'],
  [[127], 8, 'loopback'],
  [[169, 254], 16, 'link-local'],
  [[172, 16], 12, 'private'],
  [[192, 0, 0], 24, 'reserved'],
  [[192, 0, 2], 24, 'documentation'],
  [[192, 168], 16, 'private'],
  [[198, 18], 15, 'reserved'],
  [[198, 51, 100], 24, 'documentation'],
  [[203, 0, 113], 24, 'documentation'],
  [[224], 4, 'multicast'],
  [[240], 4, 'reserved'],
];

const ipv6Blocks: readonly Block[] = [
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 128, 'unspecified'],
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 128, 'loopback'],
  [[0x01, 0x00, 0, 0, 0, 0, 0, 0], 64, 'reserved'],
  [[0x20, 0x01, 0x0d, 0xb8], 32, 'documentation'],
  [[0x3f, 0xff, 0x00], 20, 'documentation'],
  [[0xfc], 7, 'private'],
  [[0xfe, 0x80], 10, 'link-local'],
  [[0xff], 8, 'multicast'],
];

/** Where an IPv6 address carries an IPv4 one: mapped, 6to4 (Google writes its own 10.x so), NAT64. */
const embeddings: readonly (readonly [first: readonly number[], bits: number, at: number])[] = [
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], 96, 12],
  [[0x20, 0x02], 16, 2],
  [[0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0], 96, 12],
];

/** The IPv4 address that a mapped, 6to4 or NAT64 address carries; undefined for others. */
export function embeddedIpv4(address: IpAddress): IpAddress | undefined {
  if (address.version === 4) return undefined;
  const embedding = embeddings.find(([first, bits]) => startsWithBits(address.bytes, first, bits));
  return embedding === undefined
    ? undefined
    : { version: 4, bytes: address.bytes.slice(embedding[2], embedding[2] + 4) };
}

/** What kind of network the address belongs to. */
export function classifyIp(address: IpAddress): IpClass {
  if (address.version === 6) {
    const inner = embeddedIpv4(address);
    if (inner !== undefined) return classifyBytes(inner.bytes, ipv4Blocks);
  }
  const kind = classifyBytes(address.bytes, address.version === 4 ? ipv4Blocks : ipv6Blocks);
  const isUnassignedIpv6 = address.version === 6 && kind === 'public' && ((address.bytes[0] ?? 0) & 0xe0) !== 0x20;
  return isUnassignedIpv6 ? 'reserved' : kind;
}

/** The class of a literal; undefined when the text is no IP address. */
export function ipClassOf(text: string): IpClass | undefined {
  return readLiteral(text).kind;
}

/** Whether an address can only be reached from inside a network or a host. */
export function isInternalIp(text: string): boolean {
  const kind = ipClassOf(text);
  return kind === 'private' || kind === 'loopback' || kind === 'link-local' || kind === 'carrier-nat';
}

/** Whether the first `bits` bits of the address are those of the block. */
export function startsWithBits(bytes: readonly number[], first: readonly number[], bits: number): boolean {
  for (let index = 0; index * 8 < bits; index += 1) {
    const shift = Math.max(0, 8 - (bits - index * 8));
    if ((bytes[index] ?? 0) >> shift !== (first[index] ?? 0) >> shift) return false;
  }
  return true;
}

function classifyBytes(bytes: readonly number[], blocks: readonly Block[]): IpClass {
  return blocks.find(([first, bits]) => startsWithBits(bytes, first, bits))?.[2] ?? 'public';
}

/** Whether the text is meant as an address, possible or not: `300.1.2.3` is evidence too. */
export function isIpShaped(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) || (text.includes(':') && parseIpAddress(text) !== undefined);
}
