import { decodeBytes, fromByteString, toByteString } from '../../email/byte-string';
import { decodeCharset } from '../../email/charset';
import { type CompoundEntry, NotCompound, readCompoundFile } from '../../email/compound-file';
import type { ByteString, Span } from '../../email/types';
import { fromFiletimeTicks } from '../times/clocks';
import { type FileFacts, type FileName, joinFacts, NO_FACTS, nameFact, timeFact } from './file-facts';
import { type PropertySet, propertySet } from './property-set';

/** Documents of Office up to 2003, and other compound files ([MS-OLEPS]; [MS-OSHARED] section 2.3.3). */

const SUMMARY = '\x05SummaryInformation';
const DOCUMENT_SUMMARY = '\x05DocumentSummaryInformation';
const TIMES = new Map([
  [11, 'ole.printed'],
  [12, 'ole.created'],
  [13, 'ole.saved'],
]);
const NAMES = new Map<number, FileName['role']>([
  [4, 'author'],
  [8, 'last-author'],
  [18, 'program'],
]);
const COMPANIES = new Map<number, FileName['role']>([[15, 'company']]);
const NO_TIMES: ReadonlyMap<number, string> = new Map();

export function compoundFacts(content: ByteString): FileFacts {
  try {
    const { children } = readCompoundFile(fromByteString(content)).root;
    const read = (name: string, times: ReadonlyMap<number, string>, names: ReadonlyMap<number, FileName['role']>) =>
      streamFacts(
        content,
        children.find((entry) => entry.name === name),
        times,
        names,
      );
    return joinFacts([read(SUMMARY, TIMES, NAMES), read(DOCUMENT_SUMMARY, NO_TIMES, COMPANIES)]);
  } catch (error) {
    if (error instanceof NotCompound) return NO_FACTS;
    throw error;
  }
}

const LONGEST_STREAM = 256 << 10;

function streamFacts(
  content: ByteString,
  entry: CompoundEntry | undefined,
  times: ReadonlyMap<number, string>,
  names: ReadonlyMap<number, FileName['role']>,
): FileFacts {
  const stream = toByteString(entry?.read() ?? new Uint8Array(0), 0, LONGEST_STREAM);
  const properties = propertySet(stream);
  const place = placeOf(content, stream);
  const facts = properties.values.map(({ id, value }) => {
    const [kind, role] = [times.get(id), names.get(id)];
    if (kind !== undefined && typeof value === 'bigint') return timeFact(kind, filetime(value), place);
    return role !== undefined && typeof value === 'string'
      ? nameFact(role, textOf(value, properties), place)
      : NO_FACTS;
  });
  return joinFacts(facts);
}

/** Ticks since 1601; 0, and small numbers that are durations, are no date. */
function filetime(ticks: bigint) {
  return { timeMs: fromFiletimeTicks(ticks), clock: 'utc', precisionSeconds: 0.001 } as const;
}

function textOf(value: ByteString, { codePage }: PropertySet): string {
  const bytes = fromByteString(value);
  if (codePage === 1200) return decodeCharset(bytes, 'utf-16le');
  return codePage === undefined || codePage === 65_001
    ? decodeBytes(bytes)
    : decodeCharset(bytes, `windows-${codePage}`);
}

/** Sectors of a stream may lie apart: its first bytes are found again in the file. */
function placeOf(content: ByteString, stream: ByteString): Span {
  const at = stream === '' ? -1 : content.indexOf(stream.slice(0, 64));
  return at === -1
    ? { start: 0, end: Math.min(8, content.length) }
    : { start: at, end: Math.min(content.length, at + 64) };
}
