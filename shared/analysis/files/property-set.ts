import type { ByteString } from '../../email/types';
import { uint16, uint32, uint64 } from './numbers';

/** The first section of a property set ([MS-OLEPS] section 2.21): dates as ticks, text in the set's code page. */
export interface PropertySet {
  readonly codePage: number | undefined;
  readonly values: readonly { readonly id: number; readonly value: bigint | ByteString }[];
}

const FIRST_SECTION_OFFSET = 44;
const MOST_PROPERTIES = 200;
const LONGEST_TEXT = 600;
const CODE_PAGE = 1;
const [TWO_BYTES, TEXT, DATE] = [0x02, 0x1e, 0x40];

export function propertySet(stream: ByteString): PropertySet {
  const section = uint32(stream, FIRST_SECTION_OFFSET, true);
  const count = Math.min(uint32(stream, section + 4, true), MOST_PROPERTIES);
  const values: { id: number; value: bigint | ByteString }[] = [];
  let codePage: number | undefined;
  for (let index = 0; stream.startsWith('\xfe\xff') && index < count; index += 1) {
    const id = uint32(stream, section + 8 + 8 * index, true);
    const at = section + uint32(stream, section + 12 + 8 * index, true);
    const type = uint16(stream, at, true);
    if (id === CODE_PAGE && type === TWO_BYTES) codePage = uint16(stream, at + 4, true);
    if (type === DATE) {
      values.push({ id, value: uint64(stream, at + 4) });
    }
    if (type === TEXT) {
      const length = Math.min(uint32(stream, at + 4, true), LONGEST_TEXT);
      values.push({ id, value: stream.slice(at + 8, at + 8 + length) });
    }
  }
  return { codePage, values };
}
