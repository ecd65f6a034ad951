/**
 * The message in TNEF (MS-OXTNEF), the content of `winmail.dat`. Own code over the walk in `shared/`: the format is a
 * list, and the reader on the registry brings a logger that builds native code.
 */
import { type MapiProperty, readMapiProperties, readMapiRows } from '../../../../shared/email/mapi-properties';
import { readTnefAttributes, TNEF, type TnefAttribute } from '../../../../shared/email/tnef-attributes';
import type { MapiAttachment, MapiMessage } from './message';
import { ATTACHED_MESSAGE, PROP } from './message';
import { codepageOf, intOf, propertyBag, type RawProperty, TYPE } from './property-bag';

const MAX_DEPTH = 6;

/** Old attributes that are strings, and the properties that say the same. */
const PLAIN: ReadonlyMap<number, number> = new Map([
  [TNEF.subject, PROP.subject],
  [TNEF.messageClass, PROP.messageClass],
  [TNEF.body, PROP.body],
]);

/** @param above the code page of the message that it is attached to; @returns undefined when it is not TNEF */
export function readTnefFile(bytes: Buffer, depth = 0, above?: number): MapiMessage | undefined {
  const read = depth > MAX_DEPTH ? undefined : readTnefAttributes(bytes);
  if (read === undefined) {
    return undefined;
  }
  const reading = new Reading();
  for (const attribute of read.attributes) {
    reading.take(attribute);
  }
  reading.complete();
  if (read.hasRest) {
    reading.problems.add('parts of the container: bytes at its end are not readable');
  }
  const { properties, problems } = reading;
  const codepage = reading.codepage ?? above;
  return {
    ...propertyBag(properties, codepage),
    recipients: reading.recipients.map((one) => propertyBag(one, codepage)),
    attachments: reading.attachments.map((one) => attachmentOf(one, codepage, depth)),
    problems: [...problems],
  };
}

type Properties = Map<number, RawProperty>;

class Reading {
  readonly properties: Properties = new Map();
  readonly attachments: Properties[] = [];
  recipients: readonly Properties[] = [];
  readonly problems = new Set<string>();
  #codepage: number | undefined;
  #from: Buffer = Buffer.alloc(0);
  #received: Buffer = Buffer.alloc(0);

  get codepage(): number | undefined {
    return this.#codepage ?? codepageOf(this.properties);
  }

  take({ id, value: bytes, isWhole, isSumRight }: TnefAttribute): void {
    if (!isWhole) {
      this.problems.add('parts of the container: it was cut off, or states more bytes than it has');
    } else if (!isSumRight) {
      this.problems.add('a fitting checksum: parts of the container are damaged or were changed');
    }
    const value = bufferOf(bytes);
    const plain = PLAIN.get(id);
    if (plain !== undefined) {
      this.#weak(plain, { type: TYPE.string8, value });
    } else if (id === TNEF.dateSent) {
      this.#weak(PROP.submitTime, { type: TYPE.time, value: fileTime(value) });
    } else if (id === TNEF.dateReceived) {
      this.#received = value;
    } else if (id === TNEF.from) {
      this.#from = value;
    } else if (id === TNEF.codepage) {
      this.#codepage = value.length >= 4 ? value.readUInt32LE(0) : undefined;
    } else if (id === TNEF.properties) {
      this.#all(value, this.properties);
    } else if (id === TNEF.recipients) {
      this.recipients = this.#rows(value);
    } else {
      this.#attachment(id, value);
    }
  }

  /** Old attributes for sender and time, where no property says either. */
  complete(): void {
    if (SENDER.every((id) => !this.properties.has(id))) {
      this.#sender(this.#from);
    }
    if (!this.properties.has(PROP.submitTime) && this.#received.length > 0) {
      this.#weak(PROP.deliveryTime, { type: TYPE.time, value: fileTime(this.#received) });
    }
  }

  /** Four numbers, the last two of them lengths; a name and an address, each up to its zero (MS-OXTNEF, TRP structure). */
  #sender(value: Buffer): void {
    if (value.length < TRP_BYTES) {
      return;
    }
    const nameEnd = TRP_BYTES + value.readUInt16LE(4);
    const address = upToZero(value.subarray(nameEnd, nameEnd + value.readUInt16LE(6)));
    const colon = address.indexOf(':');
    this.#weak(PROP.senderName, { type: TYPE.string8, value: upToZero(value.subarray(TRP_BYTES, nameEnd)) });
    this.#weak(PROP.senderType, { type: TYPE.string8, value: address.subarray(0, Math.max(0, colon)) });
    this.#weak(PROP.senderAddress, { type: TYPE.string8, value: address.subarray(colon + 1) });
  }

  #attachment(id: number, value: Buffer): void {
    if (id === TNEF.attachStart) {
      this.attachments.push(new Map());
    }
    const last = this.attachments.at(-1) ?? new Map<number, RawProperty>();
    if (id === TNEF.attachTitle) {
      last.set(PROP.attachShortName, { type: TYPE.string8, value });
    } else if (id === TNEF.transportFileName && !last.has(PROP.attachLongName)) {
      last.set(PROP.attachLongName, { type: TYPE.string8, value });
    } else if (id === TNEF.attachData && last.get(PROP.attachData)?.type !== TYPE.object) {
      last.set(PROP.attachData, { type: TYPE.binary, value });
    } else if (id === TNEF.attachProperties) {
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
    const { properties, isWhole } = readMapiProperties(value);
    fill(into, properties);
    if (!isWhole) {
      this.problems.add('parts of its properties: damaged or cut off');
    }
  }

  #rows(value: Buffer): readonly Properties[] {
    return readMapiRows(value).map(({ properties, isWhole }) => {
      if (!isWhole) {
        this.problems.add('parts of its recipients: damaged or cut off');
      }
      const row: Properties = new Map();
      fill(row, properties);
      return row;
    });
  }
}

function fill(into: Properties, properties: readonly MapiProperty[]): void {
  for (const { id, type, value } of properties) {
    into.set(id, { type, value: bufferOf(value) });
  }
}

const SENDER = [PROP.senderName, PROP.senderAddress, PROP.sentForName, PROP.sentForAddress];
const TRP_BYTES = 8;

function upToZero(value: Buffer): Buffer {
  const end = value.indexOf(0);
  return end === -1 ? value : value.subarray(0, end);
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
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
    return isMessage && data !== undefined
      ? readTnefFile(data.value.subarray(INTERFACE_BYTES), depth + 1, codepage)
      : undefined;
  };
  const bag = propertyBag(properties, codepage);
  const bytes = (id: number) =>
    id === PROP.attachData && isObject ? data.value.subarray(INTERFACE_BYTES) : bag.bytes(id);
  return { ...bag, bytes, message };
}
