/**
 * TNEF (MS-OXTNEF), the content of `winmail.dat`. Every length is checked against the bytes that are there; what stands
 * before a lie is kept. Own code: the format is a list, and the reader on the registry brings a logger that builds native code.
 */
import type { MapiAttachment, MapiMessage } from './message';
import { ATTACHED_MESSAGE, PROP } from './message';
import { codepageOf, intOf, propertyBag, type RawProperty, TYPE } from './property-bag';

const SIGNATURE = 0x223e9f78;
const MAX_ATTRIBUTES = 100_000;
const MAX_DEPTH = 6;

const ATTRIBUTE = {
  subject: 0x8004,
  dateSent: 0x8005,
  messageClass: 0x8008,
  body: 0x800c,
  attachData: 0x800f,
  attachTitle: 0x8010,
  transportFileName: 0x9001,
  attachStart: 0x9002,
  properties: 0x9003,
  recipients: 0x9004,
  attachProperties: 0x9005,
  codepage: 0x9007,
} as const;

/** Old attributes that are strings, and the properties that say the same. */
const PLAIN: ReadonlyMap<number, number> = new Map([
  [ATTRIBUTE.subject, PROP.subject],
  [ATTRIBUTE.messageClass, PROP.messageClass],
  [ATTRIBUTE.body, PROP.body],
]);

/** @returns undefined when it is not TNEF */
export function readTnefFile(bytes: Buffer, depth = 0): MapiMessage | undefined {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE || depth > MAX_DEPTH) {
    return undefined;
  }
  const reading = new Reading();
  for (const attribute of attributesOf(bytes, reading)) {
    reading.take(attribute);
  }
  const { properties, codepage, problems } = reading;
  return {
    ...propertyBag(properties, codepage),
    recipients: reading.recipients.map((one) => propertyBag(one, codepage)),
    attachments: reading.attachments.map((one) => attachmentOf(one, codepage, depth)),
    problems: [...problems],
  };
}

interface Attribute {
  readonly id: number;
  readonly value: Buffer;
}

function* attributesOf(bytes: Buffer, { problems }: Reading): Generator<Attribute> {
  let at = 6;
  for (let count = 0; at < bytes.length; count += 1) {
    const level = bytes.readUInt8(at);
    if (at + 11 > bytes.length || (level !== 1 && level !== 2) || count >= MAX_ATTRIBUTES) {
      problems.add('parts of the container: bytes at its end are not readable');
      return;
    }
    const length = bytes.readUInt32LE(at + 5);
    const start = at + 9;
    const value = bytes.subarray(start, start + length);
    if (value.length < length) {
      problems.add('parts of the container: it was cut off, or states more bytes than it has');
    } else if (start + length + 2 <= bytes.length && checksum(value) !== bytes.readUInt16LE(start + length)) {
      problems.add('a fitting checksum: parts of the container are damaged or were changed');
    }
    yield { id: bytes.readUInt16LE(at + 1), value };
    at = start + length + 2;
  }
}

function checksum(value: Buffer): number {
  let sum = 0;
  for (const byte of value) {
    sum = (sum + byte) & 0xffff;
  }
  return sum;
}

type Properties = Map<number, RawProperty>;

class Reading {
  readonly properties: Properties = new Map();
  readonly attachments: Properties[] = [];
  recipients: readonly Properties[] = [];
  readonly problems = new Set<string>();
  #codepage: number | undefined;

  get codepage(): number | undefined {
    return this.#codepage ?? codepageOf(this.properties);
  }

  take({ id, value }: Attribute): void {
    const plain = PLAIN.get(id);
    if (plain !== undefined) {
      this.#weak(plain, { type: TYPE.string8, value });
    } else if (id === ATTRIBUTE.dateSent) {
      this.#weak(PROP.submitTime, { type: TYPE.time, value: fileTime(value) });
    } else if (id === ATTRIBUTE.codepage) {
      this.#codepage = value.length >= 4 ? value.readUInt32LE(0) : undefined;
    } else if (id === ATTRIBUTE.properties) {
      this.#all(value, this.properties);
    } else if (id === ATTRIBUTE.recipients) {
      this.recipients = this.#rows(value);
    } else {
      this.#attachment(id, value);
    }
  }

  #attachment(id: number, value: Buffer): void {
    if (id === ATTRIBUTE.attachStart) {
      this.attachments.push(new Map());
    }
    const last = this.attachments.at(-1) ?? new Map<number, RawProperty>();
    if (id === ATTRIBUTE.attachTitle) {
      last.set(PROP.attachShortName, { type: TYPE.string8, value });
    } else if (id === ATTRIBUTE.transportFileName && !last.has(PROP.attachLongName)) {
      last.set(PROP.attachLongName, { type: TYPE.string8, value });
    } else if (id === ATTRIBUTE.attachData) {
      last.set(PROP.attachData, { type: TYPE.binary, value });
    } else if (id === ATTRIBUTE.attachProperties) {
      this.#all(value, last);
    } else {
      return;
    }
    if (this.attachments.length === 0) {
      this.attachments.push(last);
    }
  }

  #weak(id: number, raw: RawProperty): void {
    if (!this.properties.has(id)) {
      this.properties.set(id, raw);
    }
  }

  #all(value: Buffer, into: Properties): void {
    const cursor = new Cursor(value);
    if (!readProperties(cursor, into)) {
      this.problems.add('parts of its properties: damaged or cut off');
    }
  }

  #rows(value: Buffer): readonly Properties[] {
    const cursor = new Cursor(value);
    const rows: Properties[] = [];
    const count = cursor.uint32() ?? 0;
    for (let n = 0; n < count && !cursor.isAtEnd; n += 1) {
      const row: Properties = new Map();
      const isWhole = readProperties(cursor, row);
      rows.push(row);
      if (!isWhole) {
        this.problems.add('parts of its recipients: damaged or cut off');
        break;
      }
    }
    return rows;
  }
}

/** Numbers and stretches of bytes; undefined beyond the end, never an exception. */
class Cursor {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  uint32(): number | undefined {
    return this.take(4)?.readUInt32LE(0);
  }

  take(length: number): Buffer | undefined {
    const end = this.#at + length;
    if (length < 0 || end > this.#bytes.length) {
      this.#at = this.#bytes.length;
      return undefined;
    }
    const piece = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return piece;
  }

  /** A length, so many bytes, and what fills the last four. */
  counted(): Buffer | undefined {
    const length = this.uint32();
    const value = length === undefined ? undefined : this.take(length);
    if (value !== undefined) {
      this.#at = Math.min(this.#bytes.length, this.#at + ((4 - (value.length % 4)) % 4));
    }
    return value;
  }
}

const MANY = 0x1000;
const COUNTED = new Set<number>([TYPE.string8, TYPE.unicode, TYPE.binary, TYPE.object]);
/** Bytes of a value of fixed length, with what fills it up to four. */
const FIXED: ReadonlyMap<number, number> = new Map([
  [0x0001, 0],
  [0x0002, 4],
  [0x0003, 4],
  [0x0004, 4],
  [0x0005, 8],
  [0x0006, 8],
  [0x0007, 8],
  [0x000a, 4],
  [0x000b, 4],
  [0x0014, 8],
  [0x0040, 8],
  [0x0048, 16],
]);

/** @returns whether all of them could be read */
function readProperties(cursor: Cursor, into: Properties): boolean {
  const count = cursor.uint32();
  for (let n = 0; n < (count ?? 0); n += 1) {
    const head = cursor.take(4);
    const id = head?.readUInt16LE(2) ?? 0;
    if (head === undefined || (id >= 0x8000 && !skipName(cursor))) {
      return false;
    }
    const value = readValue(cursor, head.readUInt16LE(0));
    if (value === undefined) {
      return false;
    }
    into.set(id, value);
  }
  return count !== undefined;
}

function skipName(cursor: Cursor): boolean {
  const isThere = cursor.take(16) !== undefined;
  const kind = cursor.uint32();
  return isThere && kind !== undefined && (kind === 0 ? cursor.take(4) : cursor.counted()) !== undefined;
}

/** Of a list of values the first is kept. */
function readValue(cursor: Cursor, written: number): RawProperty | undefined {
  const type = written & ~MANY;
  const isCounted = COUNTED.has(type);
  const count = isCounted || (written & MANY) !== 0 ? cursor.uint32() : 1;
  const size = FIXED.get(type);
  if (count === undefined || (!isCounted && size === undefined)) {
    return undefined;
  }
  let first: Buffer | undefined;
  for (let n = 0; n < count; n += 1) {
    const value = isCounted ? cursor.counted() : cursor.take(size ?? 0);
    if (value === undefined || (size === 0 && n > 0)) {
      return undefined;
    }
    first ??= value;
  }
  return { type, value: first ?? Buffer.alloc(0) };
}

/** Year, month, day, hour, minute, second as the old attribute has them; they name no zone and are taken for UTC. */
function fileTime(value: Buffer): Buffer {
  if (value.length < 12) {
    return Buffer.alloc(0);
  }
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = [0, 2, 4, 6, 8, 10].map((at) =>
    value.readUInt16LE(at),
  );
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const ticks = Buffer.alloc(8);
  if (time > -11_644_473_600_000) {
    ticks.writeBigUInt64LE((BigInt(time) + 11_644_473_600_000n) * 10_000n);
  }
  return ticks;
}

/** Interface and then, where a message is attached, a TNEF stream of its own. */
const INTERFACE_BYTES = 16;

function attachmentOf(properties: Properties, codepage: number | undefined, depth: number): MapiAttachment {
  const data = properties.get(PROP.attachData);
  const isObject = data?.type === TYPE.object;
  const message = (): MapiMessage | undefined => {
    const isMessage = intOf(properties.get(PROP.attachMethod)) === ATTACHED_MESSAGE || isObject;
    return isMessage && data !== undefined ? readTnefFile(data.value.subarray(INTERFACE_BYTES), depth + 1) : undefined;
  };
  const bag = propertyBag(properties, codepage);
  const bytes = (id: number) =>
    id === PROP.attachData && isObject ? data.value.subarray(INTERFACE_BYTES) : bag.bytes(id);
  return { ...bag, bytes, message };
}
