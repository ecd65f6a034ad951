import { embeddedIpv4, type IpAddress, ipClassOf, parseIpAddress } from '../email/ip-address';

/**
 * Reads the table of address blocks (made by resources/tooling/make-ip-table.mjs): in which country a block is
 * registered, and which network announces it.
 *
 * The table says where the registry entered the holder of the block, at the table's date. It does not say where a
 * computer stood, and a block may have had another holder when the message was sent.
 */
export interface IpTable {
  /** `2026-06-17`. */
  readonly date: string;
  /** Undefined for what is no public address. Parts that the table does not have are empty. */
  readonly lookUp: (ip: string) => IpRegistration | undefined;
}

export interface IpRegistration {
  /** ISO 3166 code of two letters. */
  readonly country: string;
  /** Name of the network, as registered. */
  readonly network: string;
  /** Number of the network (autonomous system), such as `AS64496`. */
  readonly asn: string;
}

interface Column {
  readonly bytes: Uint8Array;
  readonly count: number;
}

/** @throws Error when the bytes are not such a table */
export function readIpTable(bytes: Uint8Array): IpTable {
  const lineEnd = bytes.indexOf(10);
  const head: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(0, Math.max(0, lineEnd))));
  if (!isHead(head)) throw new Error('not a table of address blocks of a known version');
  const parts: Uint8Array[] = [];
  let at = lineEnd + 1;
  for (const length of head.columns) {
    parts.push(bytes.subarray(at, at + length));
    at += length;
  }
  if (at !== bytes.length) throw new Error('the table of address blocks is cut off');
  const column = (index: number, count: number): Column => ({ bytes: parts[index] ?? new Uint8Array(), count });
  const tables = {
    4: {
      country: [column(0, head.country4), column(1, head.country4)],
      network: [column(4, head.network4), column(5, head.network4)],
    },
    6: {
      country: [column(2, head.country6), column(3, head.country6)],
      network: [column(6, head.network6), column(7, head.network6)],
    },
  } as const;
  let names: readonly string[] | undefined;
  const networkAt = (index: number): readonly [asn: string, name: string] => {
    names ??= new TextDecoder().decode(parts[8]).split('\n');
    const [number = '0', name = ''] = (names[index] ?? '').split('\t');
    return number === '0' ? ['', ''] : [`AS${number}`, name];
  };
  return {
    date: head.date,
    lookUp: (ip) => {
      const address = publicAddress(ip);
      if (address === undefined) return undefined;
      const key = address.bytes.slice(0, address.version === 4 ? 4 : 8);
      const { country, network } = tables[address.version];
      const [asn, name] = networkAt(valueAt(network[0], network[1], key));
      return { country: head.countries[valueAt(country[0], country[1], key)] ?? '', network: name, asn };
    },
  };
}

/** Mapped and tunnelled addresses are those of the IPv4 address inside. */
function publicAddress(ip: string): IpAddress | undefined {
  const address = parseIpAddress(ip);
  if (address === undefined || ipClassOf(ip) !== 'public') return undefined;
  return embeddedIpv4(address) ?? address;
}

/** The value of the last block that begins at or below the key. */
function valueAt(starts: Column, values: Column, key: readonly number[]): number {
  let [low, high] = [0, starts.count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(starts, middle, key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : numberAt(values, low - 1);
}

/** Bytes lie transposed: byte `place` of row `index` is at `place * count + index`. */
function compare({ bytes, count }: Column, index: number, key: readonly number[]): number {
  for (const [place, byte] of key.entries()) {
    const difference = (bytes[place * count + index] ?? 0) - byte;
    if (difference !== 0) return difference;
  }
  return 0;
}

function numberAt({ bytes, count }: Column, index: number): number {
  let number = 0;
  for (let at = index; at < bytes.length; at += count) number = number * 256 + (bytes[at] ?? 0);
  return number;
}

interface Head {
  readonly date: string;
  readonly countries: readonly string[];
  readonly country4: number;
  readonly country6: number;
  readonly network4: number;
  readonly network6: number;
  readonly columns: readonly number[];
}

function isHead(value: unknown): value is Head {
  if (typeof value !== 'object' || value === null) return false;
  const head = value as Partial<Record<keyof Head | 'format' | 'version', unknown>>;
  const counts = [head.country4, head.country6, head.network4, head.network6];
  return (
    head.format === 'chainmail-ip-table' &&
    head.version === 1 &&
    typeof head.date === 'string' &&
    Array.isArray(head.countries) &&
    Array.isArray(head.columns) &&
    counts.every((count) => typeof count === 'number')
  );
}
