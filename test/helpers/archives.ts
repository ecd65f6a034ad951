/** Small archives, honest and otherwise, made byte by byte. */
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

export interface ZipMember {
  readonly name: string | Buffer;
  readonly content: Buffer | string;
  readonly store?: boolean;
  readonly flags?: number;
  readonly method?: number;
  /** Lies about the size in the list at the end. */
  readonly statedSize?: number;
  readonly statedCrc?: number;
  readonly attributes?: number;
  /** Lies about where its bytes are. */
  readonly at?: number;
}

export function zipOf(members: readonly ZipMember[]): Buffer {
  const bodies: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const name = Buffer.from(member.name);
    const content = Buffer.from(member.content);
    const isStored = member.store === true;
    const packed = isStored ? content : deflateRawSync(content);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(member.flags ?? 0, 2);
    fixed.writeUInt16LE(member.method ?? (isStored ? 0 : 8), 4);
    fixed.writeUInt32LE(member.statedCrc ?? crc32(content), 10);
    fixed.writeUInt32LE(packed.length, 14);
    fixed.writeUInt32LE(member.statedSize ?? content.length, 18);
    fixed.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fixed, name, packed]);
    const central = Buffer.alloc(46);
    central.write('PK\x01\x02', 0, 'latin1');
    central.writeUInt16LE(member.attributes === undefined ? 20 : 0x0314, 4);
    fixed.copy(central, 6);
    central.writeUInt32LE(member.attributes ?? 0, 38);
    central.writeUInt32LE(member.at ?? offset, 42);
    list.push(Buffer.concat([central, name]));
    bodies.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, directory, end]);
}

export interface TarMember {
  readonly name: string;
  readonly content?: Buffer | string;
  readonly type?: string;
  readonly link?: string;
  readonly statedSize?: number;
  /** No size at all, as GNU tar writes for labels. */
  readonly isUnsized?: true;
  /** Further blocks of the map of a file with holes, in GNU's old form. */
  readonly mapBlocks?: number;
}

export function tarOf(members: readonly TarMember[]): Buffer {
  const blocks = members.flatMap(({ name, content = '', type = '0', link = '', ...odd }) => {
    const body = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write('0000600\0', 100);
    header.write('0000000\0'.repeat(2), 108);
    if (odd.isUnsized !== true) {
      header.write(`${(odd.statedSize ?? body.length).toString(8).padStart(11, '0')}\0`, 124);
    }
    header.write('13632155205\0', 136);
    header.write(type, 156);
    header.write(link, 157, 100);
    header.write('ustar\x0000', 257, 'latin1');
    const map = Array.from({ length: odd.mapBlocks ?? 0 }, (_, n, last = n + 1 === odd.mapBlocks) =>
      Buffer.alloc(512).fill(last ? 0 : 1, 504, 505),
    );
    header.writeUInt8(map.length > 0 ? 1 : 0, 482);
    header.write(' '.repeat(8), 148);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return [header, ...map, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** A GNU long name or a pax header for the member after it. */
export function longNameOf(name: string): TarMember {
  return { name: '././@LongLink', type: 'L', content: `${name}\0` };
}

export function paxPathOf(name: string): TarMember {
  const text = ` path=${name}\n`;
  const bytes = Buffer.byteLength(text);
  let length = bytes + 1;
  while (String(length).length + bytes !== length) {
    length = String(length).length + bytes;
  }
  return { name: 'PaxHeaders/x', type: 'x', content: `${length}${text}` };
}

export const gzipped = (content: Buffer): Buffer => gzipSync(content);
