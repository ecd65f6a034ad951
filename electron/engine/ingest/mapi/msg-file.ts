/** Outlook's `.msg` (MS-OXMSG): properties of a message, its recipients and its attachments in a compound file. */
import { fromFiletimeTicks } from '../../../../shared/analysis/times/clocks';
import type { StoreFacts } from '../../../../shared/contract/store-facts';
import { type CompoundEntry, NotCompound, readCompoundFile } from '../../../../shared/email/compound-file';
import { ATTACHED_MESSAGE, type MapiAttachment, type MapiBag, type MapiMessage, PROP } from './message';
import { codepageOf, propertyBag, type RawProperties, type RawProperty, TYPE } from './property-bag';
import { storeTime } from './store-facts';

const PROPERTIES = '__properties_version1.0';
const STREAM = /^__substg1\.0_([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})$/;
/** Bytes before the first property, by the kind of storage (MS-OXMSG 2.4.1). */
const HEADER = { root: 32, embedded: 24, other: 8 } as const;
const FIXED = new Set<number>([TYPE.int16, TYPE.int32, TYPE.boolean, TYPE.time]);
/** No honest message has more of either. */
const MAX_CHILDREN = 20_000;

/** A message, and when its file says that it was written. */
export interface MsgFile extends MapiMessage {
  readonly fileTimes: StoreFacts['times'];
}

/** @returns undefined when the compound file holds no message; @throws NotCompound */
export function readMsgFile(bytes: Buffer): MsgFile | undefined {
  const { root, isDamaged } = readCompoundFile(bytes);
  if (!root.children.some(({ name }) => name === PROPERTIES || STREAM.test(name))) {
    if (isDamaged()) {
      throw new NotCompound('no message is left in it');
    }
    return undefined;
  }
  const message = messageIn(root, HEADER.root, undefined);
  return {
    ...message,
    fileTimes: directoryTimes(root),
    get problems() {
      return isDamaged() ? ['parts of the container: it is damaged or was cut off'] : [];
    },
  };
}

function messageIn(storage: CompoundEntry, header: number, above: number | undefined): MapiMessage {
  const properties = propertiesOf(storage, header);
  const codepage = codepageOf(properties) ?? above;
  const storages = storage.children.filter(({ kind }) => kind === 'storage');
  const named = (prefix: string) => storages.filter(({ name }) => name.startsWith(prefix)).slice(0, MAX_CHILDREN);
  return {
    ...propertyBag(properties, codepage),
    recipients: named('__recip_version1.0_').map((one) => propertyBag(propertiesOf(one, HEADER.other), codepage)),
    attachments: named('__attach_version1.0_').map((one) => attachmentIn(one, codepage)),
    problems: [],
  };
}

/** The first and the last of what the directory says of its storages (MS-CFB 2.6.1): when the file was written and changed. */
function directoryTimes(root: CompoundEntry): StoreFacts['times'] {
  const storages = [root, ...root.children.filter(({ kind }) => kind === 'storage')];
  const created = storages.flatMap(({ createdTicks: ticks }) => (ticks === undefined ? [] : fromFiletimeTicks(ticks)));
  const modified = storages.flatMap(({ modifiedTicks: ticks }) =>
    ticks === undefined ? [] : fromFiletimeTicks(ticks),
  );
  return [
    ...storeTime('directory created', created.sort(byTime).at(0)),
    ...storeTime('directory modified', modified.sort(byTime).at(-1)),
  ];
}

const byTime = (a: number, b: number): number => a - b;

function attachmentIn(storage: CompoundEntry, codepage: number | undefined): MapiAttachment {
  const bag: MapiBag = propertyBag(propertiesOf(storage, HEADER.other), codepage);
  const message = (): MapiMessage | undefined => {
    const inner = storage.children.find(
      ({ name, kind }) => kind === 'storage' && /^__substg1\.0_3701000D$/i.test(name),
    );
    const isMessage =
      bag.int(PROP.attachMethod) === ATTACHED_MESSAGE || inner?.children.some(({ name }) => name === PROPERTIES);
    return inner !== undefined && isMessage === true ? messageIn(inner, HEADER.embedded, codepage) : undefined;
  };
  return { ...bag, message };
}

function propertiesOf(storage: CompoundEntry, header: number): RawProperties {
  const found = new Map<number, RawProperty>();
  for (const entry of storage.children) {
    const match = entry.kind === 'stream' ? STREAM.exec(entry.name) : null;
    if (match !== null) {
      const type = Number.parseInt(match[2] ?? '', 16);
      found.set(Number.parseInt(match[1] ?? '', 16), lazily(type, entry));
    }
  }
  const fixed = bufferOf(storage.children.find(({ name }) => name === PROPERTIES)?.read() ?? new Uint8Array(0));
  for (let at = header; at + 16 <= fixed.length; at += 16) {
    const type = fixed.readUInt16LE(at);
    if (FIXED.has(type)) {
      found.set(fixed.readUInt16LE(at + 2), { type, value: fixed.subarray(at + 8, at + 16) });
    }
  }
  return found;
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Read when it is asked for: attachments are many, and most properties are never looked at. */
function lazily(type: number, entry: CompoundEntry): RawProperty {
  let value: Buffer | undefined;
  return {
    type,
    get value() {
      value ??= bufferOf(entry.read());
      return value;
    },
  };
}
