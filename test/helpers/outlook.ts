/** Small Outlook files made byte by byte: a compound file with the properties of a message, and TNEF. */

export type Property = readonly [id: number, type: number, value: Buffer];

export const unicode = (id: number, text: string): Property => [id, 0x001f, Buffer.from(text, 'utf16le')];
export const ansi = (id: number, text: string | Buffer): Property => [id, 0x001e, Buffer.from(text)];
export const binary = (id: number, value: Buffer | string): Property => [id, 0x0102, Buffer.from(value)];
export const int32 = (id: number, value: number): Property => {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32LE(value, 0);
  return [id, 0x0003, bytes];
};
export const time = (id: number, iso: string): Property => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE((BigInt(Date.parse(iso)) + 11_644_473_600_000n) * 10_000n);
  return [id, 0x0040, bytes];
};

export interface Storage {
  readonly name: string;
  readonly streams: readonly (readonly [name: string, content: Buffer])[];
  readonly storages: readonly Storage[];
}

export interface MsgParts {
  readonly properties: readonly Property[];
  readonly recipients?: readonly (readonly Property[])[];
  readonly attachments?: readonly { readonly properties: readonly Property[]; readonly message?: MsgParts }[];
}

const FIXED = new Set([0x0002, 0x0003, 0x000b, 0x0040]);
const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');

function storageOf(name: string, parts: MsgParts, header: number): Storage {
  const fixed = parts.properties.filter(([, type]) => FIXED.has(type));
  const records = fixed.map(([id, type, value]) => {
    const record = Buffer.alloc(16);
    record.writeUInt16LE(type, 0);
    record.writeUInt16LE(id, 2);
    value.copy(record, 8);
    return record;
  });
  const streams = parts.properties
    .filter(([, type]) => !FIXED.has(type))
    .map(([id, type, value]) => [`__substg1.0_${hex(id, 4)}${hex(type, 4)}`, value] as const);
  const recipients = (parts.recipients ?? []).map((properties, n) =>
    storageOf(`__recip_version1.0_#${hex(n, 8)}`, { properties }, 8),
  );
  const attachments = (parts.attachments ?? []).map(({ properties, message }, n) => {
    const storage = storageOf(`__attach_version1.0_#${hex(n, 8)}`, { properties }, 8);
    return message === undefined ? storage : { ...storage, storages: [storageOf('__substg1.0_3701000D', message, 24)] };
  });
  return {
    name,
    streams: [['__properties_version1.0', Buffer.concat([Buffer.alloc(header), ...records])], ...streams],
    storages: [...recipients, ...attachments],
  };
}

export const msgOf = (parts: MsgParts): Buffer => compoundFileOf(storageOf('Root Entry', parts, 32));

const SECTOR = 512;
const END = 0xfffffffe;

/** Version 3, every stream in whole sectors (the cut-off for small streams is 0). */
export function compoundFileOf(root: Storage): Buffer {
  const sectors: Buffer[] = [];
  const fat: number[] = [];
  const store = (content: Buffer): number => {
    const first = sectors.length;
    const count = Math.ceil(content.length / SECTOR);
    for (let n = 0; n < count; n += 1) {
      const sector = Buffer.alloc(SECTOR);
      content.copy(sector, 0, n * SECTOR);
      sectors.push(sector);
      fat.push(n === count - 1 ? END : first + n + 1);
    }
    return count === 0 ? END : first;
  };
  const entries: Buffer[] = [];
  const add = (name: string, type: number, start: number, size: number): number => {
    const entry = Buffer.alloc(128);
    entry.write(name, 0, 62, 'utf16le');
    entry.writeUInt16LE(name.length * 2 + 2, 64);
    entry.writeUInt8(type, 66);
    entry.fill(0xff, 68, 80);
    entry.writeUInt32LE(start, 116);
    entry.writeUInt32LE(size, 120);
    return entries.push(entry) - 1;
  };
  const addStorage = (storage: Storage, type: number): number => {
    const index = add(storage.name, type, type === 5 ? END : 0, 0);
    const children = [
      ...storage.streams.map(([name, content]) => add(name, 2, store(content), content.length)),
      ...storage.storages.map((one) => addStorage(one, 1)),
    ];
    entries[index]?.writeUInt32LE(children[0] ?? 0xffffffff, 76);
    for (const [n, child] of children.entries()) {
      entries[child]?.writeUInt32LE(children[n + 1] ?? 0xffffffff, 72);
    }
    return index;
  };
  addStorage(root, 5);
  const directory = store(Buffer.concat(entries));
  const tables = Math.ceil((fat.length + 8) / (SECTOR / 4));
  const header = Buffer.alloc(SECTOR, 0);
  header.write('d0cf11e0a1b11ae1', 0, 'hex');
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(tables, 44);
  header.writeUInt32LE(directory, 48);
  header.writeUInt32LE(0, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(END, 68);
  header.fill(0xff, 76);
  const table = Buffer.alloc(tables * SECTOR, 0xff);
  for (const [index, next] of fat.entries()) {
    table.writeUInt32LE(next, index * 4);
  }
  for (let n = 0; n < tables; n += 1) {
    header.writeUInt32LE(sectors.length + n, 76 + 4 * n);
    table.writeUInt32LE(0xfffffffd, (sectors.length + n) * 4);
  }
  return Buffer.concat([header, ...sectors, table]);
}

/** Attributes of TNEF: level, id, value. */
export function tnefOf(attributes: readonly (readonly [level: number, id: number, value: Buffer])[]): Buffer {
  const head = Buffer.from('789f3e220100', 'hex');
  const pieces = attributes.map(([level, id, value]) => {
    const start = Buffer.alloc(9);
    start.writeUInt8(level, 0);
    start.writeUInt16LE(id, 1);
    start.writeUInt32LE(value.length, 5);
    const sum = Buffer.alloc(2);
    sum.writeUInt16LE(value.reduce((total, byte) => (total + byte) & 0xffff, 0));
    return Buffer.concat([start, value, sum]);
  });
  return Buffer.concat([head, ...pieces]);
}

export function tnefProperties(properties: readonly Property[]): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32LE(properties.length);
  const pieces = properties.map(([id, type, value]) => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(type, 0);
    head.writeUInt16LE(id, 2);
    if (FIXED.has(type)) {
      return Buffer.concat([head, value.subarray(0, type === 0x0040 ? 8 : 4)]);
    }
    const sizes = Buffer.alloc(8);
    sizes.writeUInt32LE(1, 0);
    sizes.writeUInt32LE(value.length, 4);
    return Buffer.concat([head, sizes, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
  });
  return Buffer.concat([count, ...pieces]);
}
