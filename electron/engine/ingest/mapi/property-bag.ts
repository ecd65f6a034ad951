/** A bag of MAPI properties from their raw values. */
import { decodeCodepage, stringCodepage } from '../../../../shared/email/codepages';
import { MAPI_TYPE as TYPE } from '../../../../shared/email/mapi-properties';
import { type MapiBag, PROP } from './message';

/** A raw value by type (MS-OXCDATA 2.11.1). */
export interface RawProperty {
  readonly type: number;
  readonly value: Buffer;
}

export { TYPE };

export type RawProperties = ReadonlyMap<number, RawProperty>;

const EPOCH_MS = 11_644_473_600_000n;

export function propertyBag(properties: RawProperties, codepage: number | undefined): MapiBag {
  return {
    text: (id) => {
      const raw = properties.get(id);
      if (raw?.type === TYPE.unicode) {
        return raw.value.toString('utf16le', 0, raw.value.length & ~1).replace(/\0+$/, '');
      }
      return raw?.type === TYPE.string8 ? decodeCodepage(untilEnd(raw.value), codepage) : undefined;
    },
    bytes: (id) => {
      const raw = properties.get(id);
      return raw?.type === TYPE.binary || raw?.type === TYPE.object ? raw.value : undefined;
    },
    int: (id) => intOf(properties.get(id)),
    time: (id) => {
      const raw = properties.get(id);
      return raw?.type === TYPE.time && raw.value.length >= 8
        ? Number(raw.value.readBigUInt64LE(0) / 10_000n - EPOCH_MS)
        : undefined;
    },
  };
}

export function codepageOf(properties: RawProperties): number | undefined {
  const int = (id: number) => intOf(properties.get(id));
  return stringCodepage(int(PROP.messageCodepage), int(PROP.messageLocale), int(PROP.internetCodepage));
}

export function intOf(raw: RawProperty | undefined): number | undefined {
  if (raw === undefined) {
    return undefined;
  }
  if (raw.type === TYPE.int32 && raw.value.length >= 4) {
    return raw.value.readInt32LE(0);
  }
  const isShort = raw.type === TYPE.int16 || raw.type === TYPE.boolean;
  return isShort && raw.value.length >= 2 ? raw.value.readInt16LE(0) : undefined;
}

function untilEnd(value: Buffer): Buffer {
  let end = value.length;
  while (end > 0 && value[end - 1] === 0) {
    end -= 1;
  }
  return value.subarray(0, end);
}
