import { zlibSync } from 'fflate';

/** Small files of each kind as byte strings, written from the standards, with reserved names. */

const u16 = (value: number): string => String.fromCharCode(value & 255, (value >> 8) & 255);
const u32 = (value: number): string => u16(value & 0xffff) + u16(value >>> 16);
const big32 = (value: number): string => [...u32(value)].reverse().join('');
const big16 = (value: number): string => [...u16(value)].reverse().join('');
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

type TiffValue = string | readonly (readonly [number, number])[] | number;

/** One directory: text (type 2), fractions (type 5) or a pointer (type 4). Returns its bytes; `at` is its own offset. */
function directory(at: number, values: Readonly<Record<number, TiffValue>>): string {
  const tags = Object.entries(values);
  let data = '';
  const dataAt = at + 2 + 12 * tags.length + 4;
  const rows = tags.map(([tag, value]) => {
    if (typeof value === 'number') return u16(Number(tag)) + u16(4) + u32(1) + u32(value);
    const isText = typeof value === 'string';
    const bytes = isText ? `${value}\0` : value.map(([top, bottom]) => u32(top) + u32(bottom)).join('');
    const count = isText ? bytes.length : value.length;
    if (bytes.length <= 4) return u16(Number(tag)) + u16(2) + u32(count) + bytes.padEnd(4, '\0');
    const offset = dataAt + data.length;
    data += bytes;
    return u16(Number(tag)) + u16(isText ? 2 : 5) + u32(count) + u32(offset);
  });
  return u16(tags.length) + rows.join('') + u32(0) + data;
}

/** A TIFF structure with a camera, three dates, a zone, the time and the place of satellites. */
export function tiff(): string {
  const [exifAt, gpsAt] = [512, 1024];
  const main = directory(8, {
    271: 'Example',
    272: 'Example One',
    305: 'Firmware 1.2',
    306: '2021:05:20 18:00:01',
    315: 'Anna Example',
    34665: exifAt,
    34853: gpsAt,
  });
  const exif = directory(exifAt, { 36867: '2021:05:19 09:30:00', 36868: '2021:05:19 09:30:00', 36881: '+02:00' });
  const gps = directory(gpsAt, {
    1: 'N',
    2: [
      [52, 1],
      [30, 1],
      [5850, 100],
    ],
    3: 'W',
    4: [
      [13, 1],
      [22, 1],
      [3972, 100],
    ],
    7: [
      [7, 1],
      [29, 1],
      [58, 1],
    ],
    29: '2021:05:19',
  });
  return (`II*\0${u32(8)}${main}`.padEnd(exifAt, '\0') + exif).padEnd(gpsAt, '\0') + gps;
}

const segment = (kind: number, body: string): string =>
  `\xff${String.fromCharCode(kind)}${big16(body.length + 2)}${body}`;

export function jpeg(): string {
  return `\xff\xd8${segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0')}${segment(0xe1, `Exif\0\0${tiff()}`)}${segment(
    0xe1,
    `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description xmp:CreateDate="2021-05-19T09:31:00+02:00" xmp:CreatorTool='Painter &amp; Co'/></x:xmpmeta>`,
  )}${segment(0xda, '\x01\x01\0\0\x3f\0')}\x12\x34\xff\xd9`;
}

const chunk = (kind: string, body: string): string => `${big32(body.length)}${kind}${body}\0\0\0\0`;

export function png(): string {
  const time = `${big16(2021)}\x05\x13\x07\x1e\x0a`;
  return `\x89PNG\r\n\x1a\n${chunk('IHDR', `${big32(1)}${big32(1)}\x08\0\0\0\0`)}${chunk('tIME', time)}${chunk('tEXt', 'Creation Time\0Wed, 19 May 2021 09:30:00 +0200')}${chunk('tEXt', 'date:modify\x002021-05-19T07:30:11+00:00')}${chunk('tEXt', 'Software\0Painter 2')}${chunk('eXIf', tiff())}${chunk('IEND', '')}`;
}

/** A PDF whose document information stands in an object stream, as newer programs write it. */
export function packedPdf(): string {
  const objects = `1 0 << /Producer (Writer 7) /CreationDate (D:20210519093000+02'00') /ModDate (D:20210519101500+02'00') /Author <FEFF0041006E006E0061> >>`;
  const stream = latin1(zlibSync(Buffer.from(objects, 'latin1')));
  return `%PDF-1.5\n5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${stream.length} >>\nstream\r\n${stream}\r\nendstream\nendobj\n`;
}

const utf16 = (text: string): string => [...text].map((sign) => `${sign}\0`).join('');
const ticks = (time: string): string => {
  const value = (BigInt(Date.parse(time)) + 11_644_473_600_000n) * 10_000n;
  return u32(Number(value & 0xffff_ffffn)) + u32(Number(value >> 32n));
};

/** A property set whose text is in windows-1252. */
function summary(author: string, created: string, saved: string): string {
  const text = (value: string): string => u32(0x1e) + u32(value.length + 1) + `${value}\0`.padEnd(20, '\0');
  const values: readonly (readonly [number, string])[] = [
    [1, u32(2) + u32(1252)],
    [4, text(author)],
    [12, u32(0x40) + ticks(created)],
    [13, u32(0x40) + ticks(saved)],
    [18, text('Example Writer')],
  ];
  let at = 8 + 8 * values.length;
  const list = values.map(([id, bytes]) => {
    const row = u32(id) + u32(at);
    at += bytes.length;
    return row;
  });
  const section = u32(at) + u32(values.length) + list.join('') + values.map(([, bytes]) => bytes).join('');
  return `\xfe\xff${u16(0)}${u32(0)}${'\0'.repeat(16)}${u32(1)}${'\0'.repeat(16)}${u32(48)}${section}`;
}

const directoryEntry = (name: string, type: number, child: number, start: number, size: number): string =>
  `${utf16(name).padEnd(64, '\0')}${u16(2 * name.length + 2)}${String.fromCharCode(type)}\x01${u32(0xffffffff)}${u32(0xffffffff)}${u32(child)}${'\0'.repeat(36)}${u32(start)}${u32(size)}${u32(0)}`;

/** A compound file ([MS-CFB]) of four sectors: table, directory, and a stream of 4,096 bytes from sector 2 on. */
export function compound(): string {
  const [none, end] = [0xffffffff, 0xfffffffe];
  const header = `\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${'\0'.repeat(16)}${u16(0x3e)}${u16(3)}${u16(0xfffe)}${u16(9)}${u16(6)}${'\0'.repeat(10)}${u32(1)}${u32(1)}${u32(0)}${u32(4096)}${u32(end)}${u32(0)}${u32(end)}${u32(0)}${u32(0)}${u32(none).repeat(108)}`;
  const table = [0xfffffffd, end, 3, 4, 5, 6, 7, 8, 9, end].map(u32).join('').padEnd(512, '\xff');
  const root = directoryEntry('Root Entry', 5, 1, end, 0);
  const entry = directoryEntry('\x05SummaryInformation', 2, none, 2, 4096);
  const stream = summary('Anna Ex\xe4mple', '2021-05-18T08:00:00Z', '2021-05-19T07:30:00Z').padEnd(4096, '\0');
  return header + table + (root + entry).padEnd(512, '\0') + stream;
}
