import { decodeBytes } from './byte-string';
import type { WrittenFile } from './written-files';

/**
 * TNEF (`winmail.dat`, MS-OXTNEF): what Outlook packs into one attachment, and most other programs cannot open.
 *
 * Files, and the text of the message where it lies in the package. Compressed RTF is left as it is.
 */
export interface TnefContent {
  readonly files: readonly WrittenFile[];
  readonly body: string;
}

const signature = 0x223e9f78;
const maxAttributes = 5000;
const maxProperties = 2000;

const attribute = {
  body: 0x800c,
  title: 0x8010,
  data: 0x800f,
  rendering: 0x9002,
  messageProps: 0x9003,
  fileProps: 0x9005,
};
const property = { body: 0x1000, html: 0x1013, data: 0x3701, fileName: 0x3704, longName: 0x3707, displayName: 0x3001 };

interface OpenFile {
  name: string;
  hasLongName: boolean;
  content: Uint8Array | undefined;
}

/** Reads a package. What is cut off or no TNEF gives what was read so far; never throws. */
export function readTnef(bytes: Uint8Array): TnefContent {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files: OpenFile[] = [];
  const texts: string[] = [];
  if (bytes.length < 6 || view.getUint32(0, true) !== signature) return { files: [], body: '' };
  for (let at = 6, count = 0; at + 11 <= bytes.length && count < maxAttributes; count += 1) {
    const id = view.getUint16(at + 1, true);
    const length = view.getUint32(at + 5, true);
    const data = bytes.subarray(at + 9, Math.min(bytes.length, at + 9 + length));
    takeAttribute(id, data, files, texts);
    at += 9 + length + 2;
  }
  return {
    files: files.flatMap(({ name, content }) => (content === undefined ? [] : [{ name, content }])),
    body: texts.filter((text) => text.trim() !== '').join('\n'),
  };
}

function takeAttribute(id: number, data: Uint8Array, files: OpenFile[], texts: string[]): void {
  if (id === attribute.rendering || (files.length === 0 && (id === attribute.title || id === attribute.data))) {
    files.push({ name: '', hasLongName: false, content: undefined });
  }
  const file = files.at(-1);
  if (id === attribute.body) texts.push(textOf(data, false));
  else if (id === attribute.messageProps) {
    for (const { tag, value, isWide } of readProperties(data)) {
      if (tag === property.body || tag === property.html) texts.push(textOf(value, isWide));
    }
  } else if (file !== undefined) takeFileAttribute(id, data, file);
}

function takeFileAttribute(id: number, data: Uint8Array, file: OpenFile): void {
  if (id === attribute.title && !file.hasLongName) file.name = textOf(data, false);
  if (id === attribute.data) file.content = data;
  if (id !== attribute.fileProps) return;
  for (const { tag, value, isWide } of readProperties(data)) {
    const isLong = tag === property.longName;
    if (isLong || ((tag === property.fileName || tag === property.displayName) && file.name === '')) {
      file.name = textOf(value, isWide);
      file.hasLongName ||= isLong;
    }
    if (tag === property.data) file.content ??= value;
  }
}

interface Property {
  readonly tag: number;
  readonly value: Uint8Array;
  readonly isWide: boolean;
}

/** MAPI properties in their stream form; stops at the first thing that cannot be measured. */
function readProperties(bytes: Uint8Array): readonly Property[] {
  const found: Property[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 4; at !== -1 && at + 4 <= bytes.length && found.length < maxProperties; ) {
    const kind = view.getUint16(at, true) & 0x1fff;
    const tag = view.getUint16(at + 2, true);
    at = readValues(view, afterName(view, at + 4, tag), kind, (start, end) =>
      found.push({ tag, value: bytes.subarray(start, end), isWide: (kind & 0xfff) === 0x1f }),
    );
  }
  return found;
}

/** The values of one property; where the next one begins, or -1. */
function readValues(view: DataView, start: number, kind: number, take: (start: number, end: number) => void): number {
  const size = fixedSizes.get(kind & 0xfff);
  const hasCount = (kind & 0x1000) !== 0 || size === undefined;
  if ((size === undefined && !variableTypes.has(kind & 0xfff)) || (hasCount && start + 4 > view.byteLength)) return -1;
  const count = hasCount ? Math.min(maxProperties, view.getUint32(start, true)) : 1;
  let at = hasCount ? start + 4 : start;
  for (let index = 0; index < count && at + 4 <= view.byteLength; index += 1) {
    const length = size ?? view.getUint32(at, true);
    const from = size === undefined ? at + 4 : at;
    take(from, Math.min(view.byteLength, from + length));
    at = from + Math.ceil(length / 4) * 4;
  }
  return at;
}

const fixedSizes: ReadonlyMap<number, number> = new Map([
  ...[0x02, 0x03, 0x04, 0x0a, 0x0b].map((type): [number, number] => [type, 4]),
  ...[0x05, 0x06, 0x07, 0x14, 0x40].map((type): [number, number] => [type, 8]),
  [0x48, 16],
]);
const variableTypes: ReadonlySet<number> = new Set([0x0d, 0x1e, 0x1f, 0x102]);

/** Named properties carry a set and a number or a name before their value. */
function afterName(view: DataView, at: number, tag: number): number {
  if (tag < 0x8000 || at + 24 > view.byteLength) return at;
  const kind = view.getUint32(at + 16, true);
  return kind === 0 ? at + 24 : at + 24 + Math.ceil(view.getUint32(at + 20, true) / 4) * 4;
}

function textOf(bytes: Uint8Array, isWide: boolean): string {
  const text = isWide ? new TextDecoder('utf-16le').decode(bytes) : decodeBytes(bytes);
  return text.replace(/\0+$/, '');
}
